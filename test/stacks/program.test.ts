import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "@jest/globals";
import { podImages } from "../../labs/images.js";
import { keyOf, type KubeObject, type ObjectKey } from "../../labs/kube.js";
import { objectsOf, type LabObject } from "../../labs/objects.js";
import { stateAt } from "../../labs/week.js";
import { parseConfig } from "../../stacks/config.js";
import { apply } from "../../labs/state.js";
import { declare, declareValid, type LabOutputs } from "../../stacks/program.js";
import type { TargetName as Target } from "../../targets/index.js";
import { fakeManifests } from "../support/fake-manifests.js";
import { record, type Registration } from "../support/record.js";

interface Run {
  readonly seen: readonly Registration[];
  readonly objects: readonly LabObject[];
  readonly outputs: LabOutputs;
}

const runs = new Map<string, Promise<Run>>();

/** What is registered for week 1 at a step, and what the program gives out; run once for each. */
function programAt(step: string, target: Target = "kwok"): Promise<Run> {
  const key = `${step} on ${target}`;
  const run = runs.get(key) ?? runAt(step, target);
  runs.set(key, run);
  return run;
}

async function runAt(step: string, target: Target): Promise<Run> {
  const config = parseConfig("week1", { target, step });
  const state = stateAt(config.week, config.step);
  const objects = objectsOf(state, fakeManifests, config);
  let outputs: LabOutputs | undefined;
  const seen = await record(async () => {
    outputs = await declare(config, state, objects);
  });
  if (outputs === undefined) throw new Error("the program gave nothing out");
  return { seen, objects, outputs };
}

const valueOf = <T>(value: pulumi.Input<T>): Promise<pulumi.Unwrap<T>> =>
  new Promise((resolve) => {
    pulumi.output(value).apply(resolve);
  });

const objectsIn = (seen: readonly Registration[]): Registration[] =>
  seen.filter(({ type }) => type.startsWith("kubernetes:"));

const objectIn = ({ inputs }: Registration): KubeObject => inputs as unknown as KubeObject;

/** An object as the provider gets it: it waits for all but Services and their accounts. */
function awaited(object: KubeObject): KubeObject {
  if (!/^Service(Account)?$/.test(object.kind)) return object;
  const annotations = { ...object.metadata.annotations, "pulumi.com/skipAwait": "true" };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

/** All that a resource waits for, over any number of others. */
function waitsFor(seen: readonly Registration[], name: string): ReadonlySet<string> {
  const byName = new Map(seen.map((registration) => [registration.name, registration]));
  const all = new Set<string>();
  const follow = (next: string): void => {
    for (const dependency of byName.get(next)?.dependsOn ?? []) {
      if (all.has(dependency)) continue;
      all.add(dependency);
      follow(dependency);
    }
  };
  follow(name);
  return all;
}

const sorted = (objects: readonly KubeObject[]): KubeObject[] =>
  [...objects].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));

describe("the program of week 1", () => {
  it.each(["1.2", "1.14", "1.21", "1.54", "1.57", "1.60"])(
    "registers exactly the objects of step %s, each as its own resource",
    async (step) => {
      const { seen, objects } = await programAt(step);
      const expected = objects.map(({ object }) => awaited(object));
      expect(sorted(objectsIn(seen).map(objectIn))).toEqual(sorted(expected));
    },
  );

  it("makes no resource at all where the step has no cluster", async () => {
    const { seen, outputs } = await programAt("1.60");
    expect(seen).toEqual([]);
    expect(outputs).toStrictEqual({ step: "1.60", target: "kwok", urls: [] });
  });

  it("gives out the step, the target and the kubeconfig as a secret, and no page on kwok", async () => {
    const { outputs } = await programAt("1.57");
    expect(outputs).toMatchObject({ target: "kwok", urls: [] });
    expect(await valueOf(outputs.step)).toBe("1.57");
    expect(await pulumi.isSecret(pulumi.output(outputs.kubeconfig))).toBe(true);
  });

  it("gives out the step when all of it is made: a run that failed has not reached it", async () => {
    const { seen, outputs } = await programAt("1.57", "kind");
    const output = pulumi.output(outputs.step) as unknown as {
      readonly allResources: () => Promise<ReadonlySet<pulumi.Resource>>;
    };
    const awaited = await output.allResources();
    const cluster = seen.filter(({ type }) => type.startsWith("lab:cluster:"));
    const actions = seen.filter(({ name }) => name.startsWith("actions/"));
    expect(actions.length).toBeGreaterThan(0);
    expect(awaited.size).toBe(cluster.length + objectsIn(seen).length + actions.length);
  });

  it("gives out the pages of the step on kind, and the webhooks go with its other objects", async () => {
    const { seen, outputs } = await programAt("1.57", "kind");
    expect(outputs.urls).toEqual([
      "http://127.0.0.1:30000",
      "http://127.0.0.1:30001",
      "http://127.0.0.1:30002",
      "http://127.0.0.1:30003/kiali",
      "http://127.0.0.1:30004/jaeger/search",
      "http://127.0.0.1:30005/#scale=1.5",
    ]);
    expect(seen.map(({ name }) => name)).toContain(
      "istio/MutatingWebhookConfiguration/istio-sidecar-injector",
    );
  });

  it("deletes every object with the cluster, by the cluster's own provider", async () => {
    const { seen } = await programAt("1.57");
    const where = objectsIn(seen).map(({ deletedWith, provider }) => [deletedWith, provider]);
    expect(new Set(where.map(String))).toEqual(new Set(["cluster/kwok,cluster/kubernetes"]));
  });

  it("keeps the logical name of an object over all steps", async () => {
    const route: ObjectKey = "VirtualService/istioinaction/catalog";
    for (const step of ["1.49", "1.55", "1.57"]) {
      const { seen } = await programAt(step);
      const names = objectsIn(seen).filter((entry) => keyOf(objectIn(entry)) === route);
      expect(names.map(({ name }) => name)).toEqual([`routing/${route}`]);
    }
  });
});

describe("the order of the program", () => {
  it.each(["1.14", "1.21", "1.57"])(
    "makes each namespace of step %s before what is in it",
    async (step) => {
      const { seen } = await programAt(step);
      const found = objectsIn(seen);
      const namespaces = new Map(
        found
          .map((entry) => [objectIn(entry), entry.name] as const)
          .filter(([{ kind }]) => kind === "Namespace")
          .map(([{ metadata }, name]) => [metadata.name, name]),
      );
      expect(namespaces.size).toBeGreaterThan(0);
      for (const { name, inputs } of found) {
        const { namespace = "" } = (inputs as unknown as KubeObject).metadata;
        const owner = namespaces.get(namespace);
        if (owner !== undefined) expect([name, ...waitsFor(found, name)]).toContain(owner);
      }
    },
  );

  it("makes apps and routes when istiod is ready, and nothing that istiod waits for waits for them", async () => {
    const { seen } = await programAt("1.57");
    const istiod = "istio/Deployment/istio-system/istiod";
    const meshed = seen.filter(({ parent }) =>
      ["catalog", "webapp", "routing"].includes(parent ?? ""),
    );
    expect(new Set(meshed.map(({ parent }) => parent)).size).toBe(3);
    for (const { name } of meshed) {
      expect([name, waitsFor(seen, name).has(istiod)]).toEqual([name, true]);
    }
    expect([...waitsFor(seen, istiod)].filter((name) => !name.startsWith("istio/"))).toEqual([]);
  });

  it("lets what needs no mesh start at once", async () => {
    const { seen } = await programAt("1.57");
    const free = objectsIn(seen).filter(({ parent }) =>
      ["kube-ops-view", "metrics-server"].includes(parent ?? ""),
    );
    expect(free.flatMap(({ dependsOn }) => dependsOn)).toEqual([]);
    expect(free.length).toBeGreaterThan(10);
  });
});

describe("the program on a real cluster", () => {
  const typesOf = async (target: Target): Promise<ReadonlySet<string>> =>
    new Set((await programAt("1.57", target)).seen.map(({ type }) => type.split(":")[0] ?? ""));

  it("uses the plugins for images and commands, and on kwok none of them", async () => {
    expect([...(await typesOf("kind"))]).toEqual(expect.arrayContaining(["docker", "command"]));
    expect([...(await typesOf("kwok"))].sort()).toEqual([
      "istio-lab",
      "kubernetes",
      "lab",
      "pulumi",
    ]);
  });

  it("lets no pod start before its image is there", async () => {
    const { seen } = await programAt("1.57", "kind");
    const pods = objectsIn(seen).filter((entry) => podImages(objectIn(entry)).length > 0);
    expect(pods.length).toBeGreaterThan(3);
    for (const { name } of pods) {
      const loads = [...waitsFor(seen, name)].filter((other) =>
        /^images\/(first|rest)$/.test(other),
      );
      expect([name, loads.length > 0]).toEqual([name, true]);
    }
  });

  it("makes what is injected when the webhook answers", async () => {
    const { seen } = await programAt("1.57", "kind");
    for (const part of ["catalog", "webapp", "routing"]) {
      const mine = seen.filter(({ parent }) => parent === part);
      expect(mine.length).toBeGreaterThan(0);
      for (const { name } of mine)
        expect([name, waitsFor(seen, name).has("istio/webhook-gate")]).toEqual([name, true]);
    }
  });

  it("does the step's actions, those in pods when the pods run", async () => {
    const { seen } = await programAt("1.48", "kind");
    const actions = seen.filter(({ parent }) => parent === "actions");
    expect(actions.map(({ name }) => name).sort()).toEqual([
      "actions/catalog-fault",
      "actions/node-istio-release",
      "actions/node-istioctl",
      "actions/node-kubeconfig-namespace",
      "actions/node-tools",
    ]);
    const fault = [...waitsFor(seen, "actions/catalog-fault")];
    expect(fault).toContain("catalog/Deployment/istioinaction/catalog");
    expect(fault.filter((name) => name.startsWith("actions/"))).toEqual([]);
  });
});

describe("a lab that breaks a rule", () => {
  it("is refused before anything of it is declared", async () => {
    const config = parseConfig("week1", { target: "kwok", step: "1.54" });
    const unpinned: KubeObject = {
      ...{ apiVersion: "v1", kind: "Pod", metadata: { name: "web", namespace: "istioinaction" } },
      spec: { containers: [{ name: "web", image: "nginx" }] },
    };
    const state = apply("webapp", unpinned)(stateAt(config.week, config.step));
    let refusal: unknown;
    const seen = await record(async () => {
      const declared = declareValid(config, state, objectsOf(state, fakeManifests, config));
      refusal = await declared.catch((error: unknown) => error);
    });
    expect(refusal).toMatchObject({
      code: "broken-rule",
      message: expect.stringContaining(
        'Pod istioinaction/web: image "nginx" has no fixed version.',
      ),
    });
    expect(seen).toEqual([]);
  });
});
