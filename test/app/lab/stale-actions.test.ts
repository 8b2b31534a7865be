import { describe, expect, it } from "@jest/globals";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { checkpointFile } from "../../../stacks/checkpoint-file.js";
import { isStale, notDone, staleAmong } from "../../../app/lab/stale-actions.js";
import { doneActions } from "../../../stacks/checkpoint.js";
import type { Kubectl } from "../../../tools/kubectl.js";
import { tempDir } from "../../support/temp-dir.js";

const urn = (name: string): string =>
  `urn:pulumi:week1::istio-lab::istio-lab:actions:Actions$command:local:Command::actions/${name}`;

const place = { where: "pods", namespace: "shop", selector: "app=a", container: "a" } as const;

/** A resource of the state, as the engine writes it. */
const resource = (name: string, result: object | undefined, more: object = {}): object => {
  const where = name === "fault" ? place : { where: "node" };
  const input = { stack: "week1", cluster: "x", action: { name, place: where } };
  return {
    urn: urn(name),
    type: "command:local:Command",
    inputs: { environment: { LAB_COMMAND: JSON.stringify(input) } },
    ...(result && { outputs: { stdout: JSON.stringify(result) } }),
    ...more,
  };
};

/** The actions that are read from a state with these resources. */
async function read(...resources: readonly object[]) {
  await using dir = await tempDir();
  const file = checkpointFile("week1", dir.path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ checkpoint: { latest: { resources } } }));
  return await doneActions("week1", dir.path);
}

const pods =
  (...ids: readonly string[]): Kubectl =>
  () => {
    const items = ids.map((id) => ({
      metadata: { name: "a-1" },
      status: { containerStatuses: [{ name: "a", ready: true, containerID: id }] },
    }));
    return Promise.resolve({ stdout: JSON.stringify({ items }), stderr: "" });
  };

const done = { pods: [{ name: "a-1", containerId: "1" }] };

describe("an action in pods", () => {
  it.each<[string, string[], string[], boolean]>([
    ["the same pods run", ["1"], ["1"], false],
    ["a container was made again", ["1"], ["2"], true],
    ["there is one more", ["1"], ["1", "2"], true],
    ["there is one fewer", ["1", "2"], ["1"], false],
    ["none runs", ["1"], [], false],
  ])("must be done again where %s", (_title, were, are, expected) => {
    const named = (ids: readonly string[]) =>
      ids.map((containerId) => ({ name: "a", containerId }));
    expect(isStale(named(were), named(are))).toBe(expected);
  });

  it("is named by its URN, and those in the node never are", async () => {
    const actions = await read(resource("fault", done), resource("tools", {}));
    expect((await staleAmong(actions, pods("2"))).map((action) => action.urn)).toEqual([
      urn("fault"),
    ]);
    expect(await staleAmong(actions, pods("1"))).toEqual([]);
  });
});

describe("the actions of a state", () => {
  it("are none where there is no state", async () => {
    await using dir = await tempDir();
    expect(await doneActions("week1", dir.path)).toEqual([]);
  });

  it("are neither other commands nor those that are about to go", async () => {
    const gate = resource("x", {}, { urn: urn("x").replace("actions/x", "istio/webhook-gate") });
    expect(await read(gate, resource("fault", done, { delete: true }))).toEqual([]);
  });

  it("tell what was left undone, and why", async () => {
    const release = resource("release", { notDone: "no network" });
    expect(
      notDone(await read(release, resource("fault", done), resource("new", undefined))),
    ).toEqual(["release: no network"]);
  });
});
