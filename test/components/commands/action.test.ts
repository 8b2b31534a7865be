import { describe, expect, it } from "@jest/globals";
import { doAction, undoAction, type ActionInput } from "../../../components/commands/action.js";
import type { Action } from "../../../labs/action.js";
import { commandWorld, failed } from "../../support/command-world.js";

const NODE = "docker exec myk8s-control-plane timeout 300";
const PODS = "kubectl week1 get pods --namespace shop --selector app=a -o json";
const EXEC = "kubectl week1 exec --namespace shop";

const input = (action: Partial<Action>): ActionInput => ({
  stack: "week1",
  cluster: "myk8s",
  action: {
    name: "tools",
    title: "tools in the node",
    place: { where: "node" },
    run: ["sh", "-c", "echo 'a b'"],
    undo: ["rm", "-f", "/a b"],
    ...action,
  },
});

const place = { where: "pods", namespace: "shop", selector: "app=a", container: "a" } as const;

const pod = (name: string, more: { ready?: boolean; deletionTimestamp?: string } = {}) => {
  const { ready = true, ...metadata } = more;
  return {
    metadata: { name, ...metadata },
    status: { containerStatuses: [{ name: "a", ready, containerID: `id-${name}` }] },
  };
};
const list = (...items: readonly object[]): string => JSON.stringify({ items });

describe("an action in the node", () => {
  it("runs in its container, which itself ends what takes too long", async () => {
    const { world, calls } = commandWorld();
    expect(await doAction(world, input({}))).toEqual({});
    expect(calls).toEqual([`${NODE} sh -c echo 'a b'`]);
  });

  it("is taken back by its undo, and by nothing where it has none", async () => {
    const { world, calls } = commandWorld();
    await undoAction(world, input({}));
    await undoAction(world, input({ undo: undefined }));
    expect(calls).toEqual([`${NODE} rm -f /a b`]);
  });

  it("fails with what the command said last", async () => {
    const { world } = commandWorld({ [NODE]: failed("E: no such package") });
    await expect(doAction(world, input({}))).rejects.toMatchObject({
      code: "action-failed",
      message: "The action tools (tools in the node) failed: E: no such package",
      next: "./lab status (how its pods are)",
    });
  });

  it("that is optional tells why it was not done, and fails nothing", async () => {
    const { world, said } = commandWorld({ [NODE]: failed("E: no network") });
    const result = await doAction(world, input({ optional: "apt needs the Internet" }));
    expect(result).toEqual({ notDone: "apt needs the Internet (E: no network)" });
    expect(said).toEqual(["tools not done: apt needs the Internet (E: no network)"]);
  });

  it("is done with the lab's own tool where there is one for it", async () => {
    const instead = { tool: "istioctl", to: "/usr/local/bin/istioctl" } as const;
    const { world, calls, said } = commandWorld({ [NODE]: failed("cp: no such file") });
    expect(await doAction(world, input({ optional: "no release", instead }))).toEqual({});
    expect(calls.at(-1)).toBe(
      "docker cp --follow-link /tools/istioctl myk8s-control-plane:/usr/local/bin/istioctl",
    );
    expect(said).toEqual(["tools: the lab's own istioctl was copied instead"]);
  });

  it("is not done where that tool can't be copied either", async () => {
    const instead = { tool: "istioctl", to: "/x" } as const;
    const answers = { [NODE]: failed("cp: no such file"), "docker cp": failed("no space") };
    const { world, said } = commandWorld(answers);
    const result = await doAction(world, input({ optional: "no release", instead }));
    expect(result).toEqual({ notDone: "no release (cp: no such file)" });
    expect(said[0]).toBe("tools: no space");
  });

  it("is taken back with a node that is gone", async () => {
    const { world } = commandWorld({ [NODE]: failed("Error: No such container: myk8s") });
    await expect(undoAction(world, input({}))).resolves.toBeUndefined();
  });

  it("that can't be taken back fails", async () => {
    const { world } = commandWorld({ [NODE]: failed("rm: busy") });
    await expect(undoAction(world, input({}))).rejects.toMatchObject({ code: "action-failed" });
  });
});

describe("an action in pods", () => {
  it("runs in each that is ready, and keeps which they were", async () => {
    const { world, calls } = commandWorld({ [PODS]: list(pod("a-1"), pod("a-2")) });
    const result = await doAction(world, input({ place }));
    expect(result.pods).toEqual([
      { name: "a-1", containerId: "id-a-1" },
      { name: "a-2", containerId: "id-a-2" },
    ]);
    expect(calls.slice(1)).toEqual([
      `${EXEC} a-1 --container a -- sh -c echo 'a b'`,
      `${EXEC} a-2 --container a -- sh -c echo 'a b'`,
    ]);
  });

  it("leaves out those that are going or not ready yet", async () => {
    const going = pod("a-1", { deletionTimestamp: "now" });
    const { world } = commandWorld({
      [PODS]: list(going, pod("a-2", { ready: false }), pod("a-3")),
    });
    expect((await doAction(world, input({ place }))).pods).toEqual([
      { name: "a-3", containerId: "id-a-3" },
    ]);
  });

  it("fails where no pod runs, and is taken back there", async () => {
    const { world } = commandWorld({ [PODS]: list() });
    await expect(doAction(world, input({ place }))).rejects.toThrow(
      "failed: no pod in shop runs that is app=a",
    );
    await expect(undoAction(world, input({ place }))).resolves.toBeUndefined();
  });
});
