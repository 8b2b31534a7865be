import { describe, expect, it } from "@jest/globals";
import { wantedCluster } from "../../../app/lab/cluster.js";
import type { Lab } from "../../../app/lab/lab.js";
import { fieldsThatReplace, printReplacement, replacementOf } from "../../../app/lab/replacement.js";
import { week1 } from "../../../labs/week1/index.js";
import { nothing } from "../../../labs/state.js";
import { parseConfig } from "../../../stacks/config.js";
import { memoryOutput } from "../../support/memory-output.js";

const config = (values: Readonly<Record<string, string>> = {}) =>
  parseConfig("week1", { target: "kind", ...values });

/** A lab that was made with one config and is asked for with another. */
function lab(
  made: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
  cluster: Lab["cluster"] = { alive: true },
): Lab {
  const deployed = {
    step: "1.14",
    target: "kind",
    cluster: "kind-week1-1",
    clusterInputs: wantedCluster(week1, config(made)).inputs,
    resources: 1,
    pending: 0,
  };
  return {
    ...{ week: week1, config: config(now), deployed, cluster, standing: nothing },
    ...{ at: undefined, asked: week1.base },
  };
}

describe("a cluster", () => {
  it("stays when the config asks for what it was made with", () => {
    expect(replacementOf(lab({ book: "/b" }, { book: "/b" }))).toEqual([]);
  });

  it.each([
    ["kind", { target: "kind" }],
    ["kwok", { target: "kwok" }],
  ])("on %s is replaced by a config that asks for another API server port", (_target, values) => {
    const asked = lab(values, { ...values, apiServerPort: "6500" });
    expect(replacementOf(asked)).toEqual(["apiServerPort: 0 → 6500"]);
  });

  it("is replaced by a mount and by another address, each field on a line", () => {
    const lines = replacementOf(lab({}, { book: "/b", listenAddress: "0.0.0.0" }));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^ports: - \{"hostPort":30000,.*\+ \{.*"listenAddress":"0.0.0.0"\}/);
    expect(lines[1]).toBe(
      'extraMounts: + {"hostPath":"/b","containerPath":"/istiobook","readOnly":false}',
    );
  });

  it.each<[string, Lab["cluster"]]>([
    ["is gone: it is made again anyway", { alive: false, why: "gone" }],
    ["was never made", undefined],
  ])("is not replaced when it %s", (_why, cluster) => {
    expect(replacementOf({ ...lab({}, { book: "/b" }), cluster })).toEqual([]);
  });

  it("that is only stopped is replaced as well", () => {
    const stopped = { alive: false, why: "stopped", restart: true } as const;
    expect(replacementOf(lab({}, { apiServerPort: "1" }, stopped))).toHaveLength(1);
  });

  it("is not replaced at a step that removes it", () => {
    const last = week1.steps.at(-1)?.id ?? "";
    expect(replacementOf(lab({}, { apiServerPort: "1", step: last }))).toEqual([]);
  });

  it("of a state without inputs is left to the plugin", () => {
    const wanted = wantedCluster(week1, config());
    expect(fieldsThatReplace({ clusterInputs: undefined }, wanted)).toEqual([]);
    expect(fieldsThatReplace(undefined, wanted)).toEqual([]);
  });
});

describe("what is said of a replacement", () => {
  it("is each field, and what is lost", () => {
    const { output, printed } = memoryOutput();
    printReplacement(output, lab({}, {}), ["apiServerPort: 0 → 6500"]);
    expect(printed[0]).toBe(
      "-+ the cluster of week1 is replaced: these can't change while it lives",
    );
    expect(printed[1]).toBe("    apiServerPort: 0 → 6500");
    expect(printed.join(" ")).toContain("Lost: all in it, also what you changed by hand.");
  });

  it("is nothing when there is none", () => {
    const { output, printed } = memoryOutput();
    printReplacement(output, lab({}, {}), []);
    expect(printed).toEqual([]);
  });
});
