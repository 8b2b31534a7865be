import { describe, expect, it } from "@jest/globals";
import { lacking } from "../../checks/offer.js";
import { target as targetOption } from "../../cli/program/options.js";
import { otherThanInStudy } from "../../cli/text/other.js";
import type { Check, Need } from "../../labs/checks.js";
import { objectsOf } from "../../labs/objects.js";
import { get, has } from "../../labs/probes.js";
import { stateAt } from "../../labs/week.js";
import { parseConfig } from "../../stacks/config.js";
import { declare, type LabOutputs } from "../../stacks/program.js";
import { chooseTarget } from "../../stacks/target.js";
import { targets } from "../../targets/index.js";
import { fakeManifests } from "../support/fake-manifests.js";
import { record, type Registration } from "../support/record.js";
import { context } from "./toy.js";
import { requireOffered } from "../../app/lab/offered.js";

const all = [...targets, context];
const configAt = (step: string) => parseConfig("week1", { target: "context", step }, all);

describe("a third target", () => {
  it("is a value of the config, and told as one", () => {
    expect(configAt("1.54").target).toBe(context);
    expect(() => parseConfig("week1", { target: "moon" }, all)).toThrow(
      "must be kind or kwok or context",
    );
  });

  it("is chosen when it is asked for, and stays when it was recorded", async () => {
    const look = () => Promise.reject(new Error("Docker is asked"));
    const asked = await chooseTarget("week1", "context", undefined, undefined, look, all);
    const recorded = await chooseTarget("week1", undefined, "context", "context", look, all);
    expect([asked.target, recorded.target]).toEqual([context, context]);
  });

  it("is offered by the commands", () => {
    expect(targetOption(all).argChoices).toEqual(["kind", "kwok", "context"]);
  });

  it("says itself why a check can't be run, and why no load can", () => {
    const offer = { target: context, images: "official", book: "/book" } as const;
    const why = (needs: Need, probe: Check["probe"] = get("http://127.0.0.1")) =>
      lacking({ says: "so", needs, probe }, offer);
    expect(why("traffic")).toBe("needs traffic: a context has no traffic of its own");
    expect(why("book", has("Pod/x"))).toBe("needs book: a context has no node of its own");
    expect(why("mesh")).toBeUndefined();
    expect(() => {
      requireOffered(configAt("1.54"), "traffic");
    }).toThrow("A context has no traffic of its own.");
    expect(otherThanInStudy({ ...offer, cpuRequests: "small" })).toHaveLength(1);
  });
});

describe("the program on a third target", () => {
  const programAt = async (step: string): Promise<[readonly Registration[], LabOutputs?]> => {
    const config = configAt(step);
    const state = stateAt(config.week, config.step);
    let outputs: LabOutputs | undefined;
    const seen = await record(async () => {
      outputs = await declare(config, state, objectsOf(state, fakeManifests, config));
    });
    return outputs === undefined ? [seen] : [seen, outputs];
  };

  it("declares its objects with webhooks and the gate behind istiod, and no image", async () => {
    const [seen, outputs] = await programAt("1.54");
    const names = seen.map(({ name }) => name);
    expect(names).toContain("istio/MutatingWebhookConfiguration/istio-sidecar-injector");
    expect(names).toContain("istio/webhook-gate");
    expect(names.filter((name) => name.startsWith("images"))).toEqual([]);
    expect(outputs).toMatchObject({ target: "context", urls: [] });
  });

  it("does what is done in pods, and nothing in a node that it lacks", async () => {
    const [seen] = await programAt("1.48");
    const actions = seen.filter(({ parent }) => parent === "actions").map(({ name }) => name);
    expect(actions).toEqual(["actions/catalog-fault"]);
  });

  it("takes nothing over and forces nothing in a cluster that is not its own", async () => {
    const [seen] = await programAt("1.48");
    const provider = seen.find(({ type }) => type === "pulumi:providers:kubernetes");
    for (const key of ["upsertExistingObjects", "enablePatchForce", "deleteUnreachable"])
      expect(provider?.inputs).not.toHaveProperty(key);
    // each object is deleted on its own: the cluster stays
    expect(seen.filter(({ deletedWith }) => deletedWith !== undefined)).toEqual([]);
  });
});
