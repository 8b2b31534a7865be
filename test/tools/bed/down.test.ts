import { access, readdir } from "node:fs/promises";
import { describe, expect, it } from "@jest/globals";
import { HASH_LABEL } from "../../../tools/bed/docker.js";
import { down, lossOf } from "../../../tools/bed/down.js";
import { markOf } from "../../../tools/bed/engine/process.js";
import { writeRecord } from "../../../tools/bed/engine/record.js";
import { up } from "../../../tools/bed/up.js";
import { questionFor } from "../../../cli/commands/bed.js";
import { FakeMachine, podImage } from "./fake-machine.js";

const debian = {
  platform: "linux",
  uid: 0,
  has: () => true,
  free: () => Promise.resolve(100e9),
} as const;

describe("bed down with an engine that is not ours", () => {
  it("removes the bed's images and keeps the cache", async () => {
    await using machine = await FakeMachine.make();
    const context = machine.context({ lab: [podImage()] });
    await up(context, debian);
    const loss = await lossOf(context);
    expect(loss.endsEngine).toBe(false);
    await down(context, loss, false);
    expect(machine.images.size).toBe(0);
    machine.calls.length = 0;
    await up(context, debian);
    expect(machine.called("docker build", "debootstrap")).toEqual([]);
  });

  it("refuses while containers run them, whoever they belong to", async () => {
    await using machine = await FakeMachine.make();
    machine.containers.set("myk8s-control-plane", [HASH_LABEL]);
    machine.containers.set("postgres", []);
    await expect(lossOf(machine.context())).rejects.toMatchObject({
      code: "bed-in-use",
      exitCode: 2,
      message:
        "The Docker engine is not the bed's own, and these containers run images of the bed: myk8s-control-plane.",
      next: "./lab down, or docker rm for what is not a lab's; then ./lab bed down",
    });
  });

  it("deletes the cache when it is told to", async () => {
    await using machine = await FakeMachine.make();
    const context = machine.context();
    await up(context, debian);
    await down(context, await lossOf(context), true);
    expect(await readdir(machine.bedDir)).toEqual([]);
  });
});

/** A process is known by /proc, as the bed itself is for Linux only. */
const onLinux = process.platform === "linux" ? describe : describe.skip;

onLinux("bed down with the bed's own engine", () => {
  it("counts everything in it as lost", async () => {
    await using machine = await FakeMachine.make();
    const context = machine.context();
    machine.containers.set("myk8s-control-plane", [HASH_LABEL]);
    machine.containers.set("postgres", []);
    const own = await markOf(process.pid);
    if (own === undefined) throw new Error("this process does not run");
    await writeRecord(context, {
      process: own,
      host: "unix:///var/run/docker.sock",
      wrapped: true,
    });
    const loss = await lossOf(context);
    expect(loss).toEqual({
      endsEngine: true,
      containers: ["myk8s-control-plane", "postgres"],
      images: [],
    });
  });

  it("does nothing to a machine that never had one", async () => {
    await using machine = await FakeMachine.make();
    machine.answers = false;
    const context = machine.context();
    expect(await lossOf(context)).toEqual({ endsEngine: false, containers: [], images: [] });
    await expect(access(machine.bedDir)).rejects.toThrow();
  });
});

describe("the question before bed down", () => {
  const nothing = { endsEngine: false, containers: [], images: [] };

  it.each([
    [
      "names the containers that go with the engine",
      { ...nothing, endsEngine: true, containers: ["a", "b"] },
      false,
      "Remove the bed's Docker engine with all in it (containers: a, b)?",
    ],
    [
      "counts the images in the user's own engine",
      { ...nothing, images: ["x:1", "y:1"] },
      false,
      "Remove 2 images of the bed from your Docker engine?",
    ],
    [
      "tells what a purge costs",
      { ...nothing, endsEngine: true },
      true,
      "Remove the bed's Docker engine with all in it, and the bed's cached images, which take minutes to make again?",
    ],
    ["is not asked when there is nothing", nothing, false, undefined],
  ])("%s", (_, loss, purge, expected) => {
    expect(questionFor(loss, purge)).toBe(expected);
  });
});
