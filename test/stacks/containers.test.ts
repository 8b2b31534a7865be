import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "@jest/globals";
import { processesIn } from "../../labs/contents.js";
import { all, apply, nothing, pullImages, runContainers } from "../../labs/state.js";
import { httpbin, proxy } from "../../labs/week2/containers.js";
import { withTimeout } from "../../labs/week2/envoy-config.js";
import {
  container,
  network,
  remoteImage,
} from "../../components/provider/stand-ins/docker-types.js";
import type { Exec } from "../../lib/exec.js";
import { stackDir } from "../../lib/paths.js";
import { stateAt, type StepId } from "../../labs/week.js";
import { parseConfig, type LabConfig } from "../../stacks/config.js";
import { declare, declareValid, type LabOutputs } from "../../stacks/program.js";
import type { TargetName } from "../../targets/index.js";
import { clusterless } from "../support/clusterless.js";
import { kubeObject } from "../support/fake-manifests.js";
import { record, type Registration } from "../support/record.js";

const configAt = (step: StepId, target: TargetName): LabConfig => ({
  ...parseConfig("week1", { target }),
  ...{ stack: "week9", week: clusterless, step, listenAddress: "10.0.0.5" },
});

async function declared(
  step: StepId,
  target: TargetName,
): Promise<{ readonly seen: Registration[]; readonly outputs: LabOutputs | undefined }> {
  let outputs: LabOutputs | undefined;
  const seen = await record(async () => {
    outputs = await declare(configAt(step, target), stateAt(clusterless, step), []);
  });
  return { seen, outputs };
}

describe("the containers of a week without a cluster", () => {
  it("are resources of one component, and nothing else is", async () => {
    const { seen } = await declared("9.2", "kind");
    expect(seen.map(({ name, parent }) => [name, parent]).sort()).toEqual([
      ["containers", undefined],
      ["containers/httpbin", "containers"],
      ["containers/httpbin/image", "containers"],
      ["containers/network", "containers"],
      ["containers/proxy", "containers"],
      ["containers/proxy/image", "containers"],
    ]);
  });

  it("are as the week says, in the network of the stack", async () => {
    const { seen } = await declared("9.2", "kind");
    const inputsOf = (name: string) => seen.find((each) => each.name === name)?.inputs;
    const common = { restart: "unless-stopped", networksAdvanced: [{ name: "week9" }] };
    expect(inputsOf("containers/network")).toMatchObject({ name: "week9" });
    expect(inputsOf("containers/httpbin")).toMatchObject({
      ...common,
      ...{ name: "httpbin", envs: ["PORT=8000"], ports: [] },
    });
    expect(inputsOf("containers/proxy")).toMatchObject({
      ...common,
      ...{ name: "proxy", envs: [], command: ["--config-yaml", "admin: {}"] },
      ports: [{ internal: 15000, external: 15000, ip: "10.0.0.5" }],
    });
  });

  it("and their network tell whose they are", async () => {
    const { seen } = await declared("9.2", "kind");
    const label = { label: "io.istio-lab.stack-folder", value: stackDir("week9") };
    for (const name of ["containers/network", "containers/httpbin", "containers/proxy"])
      expect(seen.find((each) => each.name === name)?.inputs).toMatchObject({ labels: [label] });
  });

  it("have no field that the bed's Docker plugin does not know", async () => {
    const { seen } = await declared("9.2", "kind");
    const never: Exec = () => Promise.reject(new Error("nothing is run"));
    const known: Readonly<Record<string, readonly string[]>> = {
      "docker:index/remoteImage:RemoteImage": remoteImage(never).inputs,
      "docker:index/network:Network": network(never).inputs,
      "docker:index/container:Container": container(never).inputs,
    };
    const ofDocker = seen.filter(({ type }) => type.startsWith("docker:"));
    expect(ofDocker).toHaveLength(5);
    for (const { type, inputs } of ofDocker)
      expect(known[type]).toEqual(expect.arrayContaining(Object.keys(inputs)));
  });

  it("are made one after the other: a proxy may ask for its backend when it starts", async () => {
    const { seen } = await declared("9.2", "kind");
    const after = (name: string) => seen.find((each) => each.name === name)?.dependsOn;
    expect(after("containers/httpbin")).toContain("containers/network");
    expect(after("containers/proxy")).toContain("containers/httpbin");
  });

  it("have pages, and the step is reached when they are there", async () => {
    const { outputs } = await declared("9.2", "kind");
    expect(outputs).toMatchObject({ target: "kind", urls: ["http://10.0.0.5:15000/"] });
    expect(outputs).not.toHaveProperty("kubeconfig");
    const step = outputs?.step;
    expect(pulumi.Output.isInstance(step)).toBe(true);
    const all = step as unknown as { allResources: () => Promise<ReadonlySet<pulumi.Resource>> };
    expect((await all.allResources()).size).toBe(2);
  });

  it("are not there on a target without Docker, and after the teardown", async () => {
    for (const [step, target] of [["9.2", "kwok"] as const, ["9.6", "kind"] as const]) {
      const { seen, outputs } = await declared(step, target);
      expect(seen).toEqual([]);
      expect(outputs).toStrictEqual({ step, target, urls: [] });
    }
  });
});

describe("the same without Docker", () => {
  const config: LabConfig = { ...parseConfig("week1", { target: "kwok" }), stack: "week2" };
  const state = all(runContainers(httpbin), runContainers(proxy(withTimeout)))(nothing);

  it("are processes with the same configuration, one after the other", async () => {
    const seen = await record(() => declare(config, state, []));
    expect(seen.map(({ name, type }) => [name, type])).toEqual([
      ["processes", "istio-lab:containers:Processes"],
      ["processes/httpbin", "lab:process:Process"],
      ["processes/proxy", "lab:process:Process"],
    ]);
    const [, first, second] = seen;
    expect(first?.inputs).toEqual({ stack: "week2", ...processesIn(state)[0] });
    expect(second?.inputs).toEqual({ stack: "week2", ...processesIn(state)[1] });
    expect(second?.dependsOn).toContain("processes/httpbin");
  });
});

describe("images", () => {
  it("are got by themselves where there is Docker, and make no network", async () => {
    const config: LabConfig = { ...parseConfig("week1", { target: "kind" }), stack: "week2" };
    const state = pullImages("curlimages/curl:8.13.0")(nothing);
    const seen = await record(() => declare(config, state, []));
    expect(seen.map(({ name }) => name)).toEqual([
      ...["containers", "containers/images/curlimages/curl:8.13.0"],
    ]);
  });
});

describe("what needs a cluster", () => {
  it("is never left out without a word where there is none", async () => {
    const web = kubeObject("v1", "Service", { name: "web", namespace: "shop" });
    const state = apply("webapp", web)(stateAt(clusterless, "9.2"));
    await expect(declareValid(configAt("9.2", "kind"), state, [])).rejects.toThrow(
      "week9 at step 9.2 can't be made as it is written:\n  Service shop/web: there is no cluster.",
    );
  });
});
