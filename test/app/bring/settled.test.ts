import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { appendFile, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { keepSettled, settled, type Ground } from "../../../app/bring/settled.js";
import { objectsOf } from "../../../labs/objects.js";
import { act } from "../../../labs/state.js";
import { stateAt } from "../../../labs/week.js";
import { week1 } from "../../../labs/week1/index.js";
import type { Rendered } from "../../../components/render/render.js";
import { checkpointFile } from "../../../stacks/checkpoint-file.js";
import { parseConfig, type LabConfig } from "../../../stacks/config.js";
import { fakeManifests } from "../../support/fake-manifests.js";
import { tempDir } from "../../support/temp-dir.js";

const prefix = "urn:pulumi:week1::istio-lab::";
const stack = { urn: `${prefix}pulumi:pulumi:Stack::istio-lab-week1`, type: "pulumi:pulumi:Stack" };
const part = { urn: `${prefix}istio-lab:apps:Catalog::catalog`, type: "istio-lab:apps:Catalog" };
const service = {
  urn: `${prefix}istio-lab:apps:Catalog$kubernetes:core/v1:Service::catalog/Service/shop/catalog`,
  type: "kubernetes:core/v1:Service",
};

const config = parseConfig("week1", { target: "kwok", step: "1.54" });

const renderedAt = (at: LabConfig): Rendered => {
  const state = stateAt(week1, at.step);
  return { state, objects: objectsOf(state, fakeManifests, at) };
};

let dir: Awaited<ReturnType<typeof tempDir>>;
let ground: Ground;

beforeEach(async () => {
  dir = await tempDir();
  ground = { root: dir.path, lab: join(dir.path, ".lab") };
  await write("stacks/Pulumi.week1.yaml", "config: {}\n");
  await write("components/part.ts", "export const part = 1;\n");
  await write("package-lock.json", "{}\n");
  await state([stack, part, service]);
});

afterEach(async () => {
  await dir[Symbol.asyncDispose]();
});

async function write(name: string, text: string): Promise<void> {
  const file = join(dir.path, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

async function state(resources: readonly object[], more: object = {}): Promise<void> {
  const file = checkpointFile("week1", join(ground.lab, "state"));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ checkpoint: { latest: { resources, ...more } } }));
}

describe("a stack that is as an up has left it", () => {
  it("is known to be, with how many resources stay", async () => {
    await keepSettled(config, renderedAt(config), ground);
    expect(await settled(config, renderedAt(config), ground)).toBe(2);
  });

  it("is not known before an up has ended well", async () => {
    expect(await settled(config, renderedAt(config), ground)).toBeUndefined();
  });

  it("stays known when a test is changed", async () => {
    await keepSettled(config, renderedAt(config), ground);
    await write("test/components/part.test.ts", "");
    expect(await settled(config, renderedAt(config), ground)).toBe(2);
  });
});

describe("the engine looks", () => {
  it.each<[string, () => Promise<void>]>([
    ["a source is changed", () => appendFile(join(dir.path, "components/part.ts"), "// x\n")],
    ["a source comes", () => write("labs/week1/new.ts", "")],
    ["a source goes", () => rm(join(dir.path, "components/part.ts"))],
    ["other packages are locked", () => write("package-lock.json", '{"x": 1}\n')],
    ["the project is changed", () => write("Pulumi.yaml", "name: istio-lab\n")],
    ["the stack's config is", () => write("stacks/Pulumi.week1.yaml", "config: {a: b}\n")],
    ["anybody has written the state", () => state([stack, part, { ...service, id: "x" }])],
    ["a resource is gone from the state", () => state([stack, part])],
    ["the state is gone", () => rm(join(ground.lab, "state"), { recursive: true })],
  ])("when %s", async (_title, change) => {
    await keepSettled(config, renderedAt(config), ground);
    await change();
    expect(await settled(config, renderedAt(config), ground)).toBeUndefined();
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ["another step", { step: "1.55" }],
    ["a step that only looks", { step: "1.56" }],
    ["another port of the API server", { apiServerPort: "6500" }],
    ["another target", { target: "kind" }],
    ["other images", { target: "kind", images: "stand-ins" }],
  ])("when %s is asked for", async (_title, values) => {
    const other = parseConfig("week1", { target: "kwok", step: "1.54", ...values });
    await keepSettled(config, renderedAt(config), ground);
    expect(await settled(other, renderedAt(other), ground)).toBeUndefined();
  });

  it("when an object is rendered otherwise", async () => {
    const { state: at, objects } = renderedAt(config);
    await keepSettled(config, { state: at, objects }, ground);
    expect(await settled(config, { state: at, objects: objects.slice(1) }, ground)).toBeUndefined();
  });

  it("when an action is another one, of which no object tells", async () => {
    const { state: at, objects } = renderedAt(config);
    await keepSettled(config, { state: at, objects }, ground);
    const place = { where: "node" } as const;
    const action = { name: "a", title: "A", place, run: ["true"], undo: ["true"] };
    const other = act(action)(at);
    expect(await settled(config, { state: other, objects }, ground)).toBeUndefined();
  });

  it.each<[string, readonly object[], object]>([
    ["operations were left open", [stack], { pending_operations: [{ type: "creating" }] }],
    ["a replaced resource is to be deleted", [stack, { ...service, delete: true }], {}],
    ["a resource is protected", [stack, { ...service, protect: true }], {}],
  ])("when %s, though nothing has changed", async (_title, resources, more) => {
    await state(resources, more);
    await keepSettled(config, renderedAt(config), ground);
    expect(await settled(config, renderedAt(config), ground)).toBeUndefined();
  });
});
