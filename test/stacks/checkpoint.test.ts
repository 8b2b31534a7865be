import { describe, expect, it } from "@jest/globals";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { gzipSync } from "node:zlib";
import { checkpointFile } from "../../stacks/checkpoint-file.js";
import {
  deployed,
  hasOldCommands,
  madeContainers,
  type Deployed,
} from "../../stacks/checkpoint.js";
import { tempDir } from "../support/temp-dir.js";

/** What is read from a state file with this text; undefined: from none. */
const read = (text: string | undefined): Promise<Deployed | undefined> => readBy(deployed, text);

async function readBy<T>(
  reader: (stack: string, folder: string) => Promise<T>,
  text: string | undefined,
): Promise<T> {
  await using dir = await tempDir();
  const file = checkpointFile("week1", dir.path);
  await mkdir(dirname(file), { recursive: true });
  if (text !== undefined) await writeFile(file, text);
  return await reader("week1", dir.path);
}

const state = (latest: object | null): string =>
  JSON.stringify({ version: 3, checkpoint: { latest } });

const stack = { type: "pulumi:pulumi:Stack", outputs: { step: "1.57", target: "kwok", urls: [] } };
const inputs = { stack: "week1", name: "myk8s", apiServerPort: 0 };
const cluster = { type: "lab:cluster:KwokCluster", id: "kwok-week1-0a1b", inputs };
const service = { type: "kubernetes:core/v1:Service", id: "shop/catalog" };

describe("what is deployed of a stack", () => {
  it("is the step, the target and the cluster of the last run", async () => {
    expect(await read(state({ resources: [stack, cluster, service] }))).toEqual({
      step: "1.57",
      target: "kwok",
      cluster: "kwok-week1-0a1b",
      clusterInputs: inputs,
    });
  });

  it("is the same after a run that packed its state", async () => {
    await using dir = await tempDir();
    const file = checkpointFile("week1", dir.path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.gz`, gzipSync(state({ resources: [stack, cluster] })));
    expect(await deployed("week1", dir.path)).toMatchObject({ step: "1.57", target: "kwok" });
  });

  it.each<[string, string | undefined]>([
    ["it was never made", undefined],
    ["it was made and nothing else", state(null)],
    ["all was destroyed", state({ resources: [] })],
  ])("is nothing when %s", async (_title, text) => {
    expect(await read(text)).toBeUndefined();
  });

  it("is the new cluster when the one it replaced was not deleted yet", async () => {
    const old = { ...cluster, id: "kwok-week1-old", delete: true };
    expect(await read(state({ resources: [stack, old, cluster] }))).toMatchObject({
      cluster: "kwok-week1-0a1b",
    });
  });

  it.each([
    ["lab:cluster:KindCluster", "kind"],
    ["lab:cluster:KwokCluster", "kwok"],
    ["lab:cluster:Other", ""],
  ])("has the target of its cluster where no run has ended well: %s", async (type, target) => {
    const half = { type: stack.type };
    expect(await read(state({ resources: [half, { ...cluster, type }] }))).toMatchObject({
      target,
    });
  });

  it("has the images and CPU requests that were chosen for it", async () => {
    const outputs = { ...stack.outputs, images: "stand-ins", cpuRequests: "small" };
    expect(await read(state({ resources: [{ ...stack, outputs }, cluster] }))).toMatchObject({
      images: "stand-ins",
      cpuRequests: "small",
    });
  });

  it("has the slips of the notes that it reproduces", async () => {
    const outputs = { ...stack.outputs, reproduce: "no-san,unnamed-port" };
    expect(await read(state({ resources: [{ ...stack, outputs }] }))).toMatchObject({
      reproduce: "no-san,unnamed-port",
    });
  });

  it("has no cluster at a step without one", async () => {
    expect(await read(state({ resources: [stack] }))).toMatchObject({
      step: "1.57",
      cluster: undefined,
    });
  });

  it.each([
    ["without outputs", { type: stack.type }],
    ["with empty outputs", { type: stack.type, outputs: {} }],
  ])(
    "has a cluster and no step after a first run that was interrupted: a stack %s",
    async (_title, half) => {
      const pending = { pending_operations: [{ type: "creating" }] };
      expect(await read(state({ resources: [half, cluster], ...pending }))).toMatchObject({
        step: undefined,
        cluster: "kwok-week1-0a1b",
      });
    },
  );
});

describe("the containers that a stack has made", () => {
  it("are Docker's and processes, by name and id, without those that were replaced", async () => {
    const container = { type: "docker:index/container:Container", id: "aaa" };
    const httpbin = { ...container, inputs: { name: "httpbin" } };
    const proxy = { type: "lab:process:Process", id: "proxy-1a2b3c4d", inputs: { name: "proxy" } };
    const old = { ...httpbin, id: "old", delete: true };
    const made = await readBy(madeContainers, state({ resources: [stack, old, httpbin, proxy] }));
    expect(made).toEqual([
      { as: "container", id: "aaa", name: "httpbin" },
      { as: "process", id: "proxy-1a2b3c4d", name: "proxy" },
    ]);
  });

  it("are none of a stack without a state", async () => {
    expect(await readBy(madeContainers, undefined)).toEqual([]);
  });
});

describe("commands that name ISTIO_LAB_ROOT without a default", () => {
  const command = (create: string) => ({ type: "command:local:Command", inputs: { create } });

  it.each<[string, string | undefined, boolean]>([
    ["are in a state of an older lab", 'cd "${ISTIO_LAB_ROOT:?is not set}" && exec node', true],
    ["are not in one of today's", 'cd "${ISTIO_LAB_ROOT:-..}" && exec node', false],
    ["are not in a stack that was never made", undefined, false],
  ])("%s", async (_title, text, expected) => {
    await using dir = await tempDir();
    const file = checkpointFile("week1", dir.path);
    await mkdir(dirname(file), { recursive: true });
    if (text !== undefined)
      await writeFile(file, state({ resources: [stack, service, command(text)] }));
    expect(await hasOldCommands("week1", dir.path)).toBe(expected);
  });
});
