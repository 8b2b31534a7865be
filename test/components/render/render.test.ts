import { describe, expect, it, jest } from "@jest/globals";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { samplesIn } from "../../../labs/contents.js";
import type { AddonSpecs } from "../../../labs/addons.js";
import { SAMPLES } from "../../../labs/parts/index.js";
import type { KubeObject } from "../../../labs/kube.js";
import type { LabObject } from "../../../labs/objects.js";
import { addons, apply, define, mesh, nothing, sampleApp } from "../../../labs/state.js";
import { stateAt } from "../../../labs/week.js";
import { week1 } from "../../../labs/week1/index.js";
import { addonsInside, addonsPublished, installed, published } from "../../../labs/week1/mesh.js";
import type { Exec } from "../../../lib/exec.js";
import {
  renderState,
  renderStates,
  type RenderOptions,
} from "../../../components/render/render.js";
import {
  fakeDefinitions,
  fakeIstio,
  fakeSample,
  kubeObject,
} from "../../support/fake-manifests.js";
import { tempDir } from "../../support/temp-dir.js";
import { kind as onKind } from "../../../targets/kind.js";
import { kwok as onKwok } from "../../../targets/kwok.js";

const kwok = { target: onKwok, images: "official" } as const;

const documents = (objects: readonly KubeObject[]): string =>
  objects.map((object) => stringify(object)).join("---\n");

/** Istioctl and the addons of the release, both small, and an empty cache. */
async function fakeTools(dir: string) {
  const folder = join(dir, "addons");
  await mkdir(folder);
  for (const name of SAMPLES) {
    await writeFile(join(folder, `${name}.yaml`), documents(fakeSample(name)));
  }
  await writeFile(join(dir, "flagger.yaml"), documents(fakeDefinitions("flagger")));
  const manifest = [
    ...fakeIstio(published).filter(({ kind }) => !/^(Namespace|IstioOperator)$/.test(kind)),
    kubeObject("apiextensions.k8s.io/v1", "CustomResourceDefinition", {
      name: "istiooperators.install.istio.io",
    }),
  ];
  const exec = jest.fn<Exec>((_istioctl, [command]) => {
    const stdout = command === "profile" ? stringify({ spec: published }) : documents(manifest);
    return Promise.resolve({ stdout, stderr: "" });
  });
  const options: RenderOptions = {
    exec,
    cache: join(dir, "cache"),
    locate: (name) => join(dir, tools[name]),
    origin: () => "1.17.8",
  };
  return { exec, options };
}
const tools = {
  istioctl: "istioctl",
  "istio-addons": "addons",
  "flagger-definitions": "flagger.yaml",
  "prometheus-stack-definitions": "prometheus-stack.yaml",
} as const;

const withMesh = mesh(published)(nothing);
const keysOf = (objects: readonly LabObject[]): string[] => objects.map(({ key }) => key);

/** The Service of an addon as rendered. */
async function serviceOf(name: string, specs: AddonSpecs): Promise<unknown> {
  await using dir = await tempDir();
  const { options } = await fakeTools(dir.path);
  const objects = await renderState(addons(specs)(nothing), kwok, options);
  return objects.find(({ key }) => key === `Service/istio-system/${name}`)?.object["spec"];
}

describe("the objects of a state", () => {
  it("are those of the definitions that it names", async () => {
    await using dir = await tempDir();
    const { options } = await fakeTools(dir.path);
    const objects = await renderState(define("flagger")(nothing), kwok, options);
    expect(objects).toEqual([
      expect.objectContaining({
        key: "CustomResourceDefinition/kinds.flagger.app",
        part: "flagger",
      }),
    ]);
    expect(await renderState(nothing, kwok, options)).toEqual([]);
  });

  it("are those of Istio, of the addons and of the lab itself, by part", async () => {
    await using dir = await tempDir();
    const { options } = await fakeTools(dir.path);
    const state = stateAt(week1, "1.54");
    const objects = await renderState(state, kwok, options);
    const count = (part: string): number => objects.filter((object) => object.part === part).length;
    expect(count("istio")).toBe(fakeIstio(published).length);
    const samples = samplesIn(state);
    expect(samples).toHaveLength(4);
    expect(samples.map(count)).toEqual(samples.map((name) => fakeSample(name).length));
    expect(keysOf(objects)).toEqual(expect.arrayContaining(["Deployment/istioinaction/catalog"]));
  });

  it("are those of a sample application, in the namespace that the state names", async () => {
    await using dir = await tempDir();
    const { options } = await fakeTools(dir.path);
    const objects = await renderState(sampleApp("bookinfo", "shop")(nothing), kwok, options);
    expect(objects).toHaveLength(14);
    for (const { part, object } of objects)
      expect([part, object.metadata.namespace]).toEqual(["bookinfo", "shop"]);
  });

  it("are none, and start nothing, for a state with nothing in it", async () => {
    await using dir = await tempDir();
    const { exec, options } = await fakeTools(dir.path);
    expect(await renderState(nothing, kwok, options)).toEqual([]);
    expect(exec).not.toHaveBeenCalled();
  });

  it("are rendered once for all states that have the same mesh", async () => {
    await using dir = await tempDir();
    const { exec, options } = await fakeTools(dir.path);
    const states = [withMesh, addons(addonsInside)(withMesh), mesh(installed)(nothing)];
    await renderStates(states, kwok, options);
    const istioctl = join(dir.path, "istioctl");
    expect(exec.mock.calls.map(([command]) => command)).toEqual(Array(4).fill(istioctl));
  });

  it("need no tool once they were rendered", async () => {
    await using dir = await tempDir();
    const { exec, options } = await fakeTools(dir.path);
    const state = addons(addonsPublished)(withMesh);
    const first = await renderState(state, kwok, options);
    exec.mockClear();
    const locate = (): string => {
      throw new Error("no tool is there");
    };
    expect(await renderState(state, kwok, { ...options, locate })).toEqual(first);
    expect(exec).not.toHaveBeenCalled();
  });

  it.each([
    [onKwok, false],
    [onKind, true],
  ] as const)("hold webhook configurations where pods answer: %s", async (target, expected) => {
    await using dir = await tempDir();
    const { options } = await fakeTools(dir.path);
    const keys = keysOf(await renderState(withMesh, { target, images: "official" }, options));
    expect(keys.includes("MutatingWebhookConfiguration/istio-sidecar-injector")).toBe(expected);
  });

  it("can't be declared twice", async () => {
    await using dir = await tempDir();
    const { options } = await fakeTools(dir.path);
    const object = kubeObject("v1", "Namespace", { name: "istio-system" });
    const state = apply("namespaces", object)(withMesh);
    await expect(renderState(state, kwok, options)).rejects.toThrow(
      "Namespace/istio-system: declared by istio and by namespaces. Allowed: one part that declares an object.",
    );
  });
});

describe("the Service of an addon", () => {
  it("is as in the release while the state publishes it nowhere", async () => {
    expect(await serviceOf("kiali", addonsInside)).toEqual({
      type: "ClusterIP",
      ports: [
        { name: "http-20001", port: 20001 },
        { name: "http-9090", port: 9090 },
      ],
    });
  });

  it("has the node port of each of its ports once it is published", async () => {
    expect(await serviceOf("kiali", addonsPublished)).toEqual({
      type: "NodePort",
      ports: [
        { name: "http-20001", port: 20001, nodePort: 30003 },
        { name: "http-9090", port: 9090, nodePort: 31090 },
      ],
    });
  });

  it("stays inside when it is another one than the state publishes", async () => {
    expect(await serviceOf("zipkin", addonsPublished)).toMatchObject({ type: "ClusterIP" });
  });
});

describe("the cache of renderings", () => {
  it("is not used for another build of istioctl, which may render otherwise", async () => {
    await using dir = await tempDir();
    const { exec, options } = await fakeTools(dir.path);
    await renderState(withMesh, kwok, options);
    await renderState(withMesh, kwok, options);
    const once = exec.mock.calls.length;
    await renderState(withMesh, kwok, { ...options, origin: () => "1.17.5" });
    expect(exec.mock.calls.length).toBe(2 * once);
  });
});

describe("what is emulated", () => {
  it.each([
    [onKind, "official", "arm64", true],
    [onKind, "official", "x64", false],
    [onKind, "stand-ins", "arm64", false],
    [onKwok, "official", "arm64", false],
  ] as const)(
    "on %s with %s images and a processor %s has its time to start: %s",
    async (target, images, processor, isPatient) => {
      await using dir = await tempDir();
      const { options } = await fakeTools(dir.path);
      const state = stateAt(week1, "1.14");
      const objects = await renderState(state, { target, images }, { ...options, processor });
      const view = objects.find(({ key }) => key === "Deployment/kube-system/kube-ops-view");
      expect(view).toBeDefined();
      expect(JSON.stringify(view).includes("startupProbe")).toBe(isPatient);
    },
  );
});
