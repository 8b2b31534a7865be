import { describe, expect, it } from "@jest/globals";
import { bedStatus } from "../../../tools/bed/status.js";
import { up } from "../../../tools/bed/up.js";
import { FakeMachine, podImage } from "./fake-machine.js";

const debian = {
  platform: "linux",
  uid: 0,
  has: () => true,
  free: () => Promise.resolve(100e9),
} as const;

describe("bed status", () => {
  const placesOf = async (machine: FakeMachine): Promise<readonly string[]> =>
    (await bedStatus(machine.context({ lab: [podImage()] }))).generations.flatMap(({ images }) =>
      images.map(({ place }) => place),
    );

  it("tells where each image is, and changes nothing", async () => {
    await using machine = await FakeMachine.make();
    expect(await placesOf(machine)).toEqual(["missing", "missing"]);
    await up(machine.context({ lab: [podImage()] }), debian);
    expect(await placesOf(machine)).toEqual(["engine", "engine"]);
    machine.images.clear();
    expect(await placesOf(machine)).toEqual(["cache", "cache"]);
    expect(machine.images.size).toBe(0);
  });

  it("tells an image of the same name that is not the bed's", async () => {
    await using machine = await FakeMachine.make();
    machine.images.set(podImage().name, { labels: {} });
    expect(await placesOf(machine)).toEqual(["missing", "other"]);
  });

  it("says what each image really is, and its size", async () => {
    await using machine = await FakeMachine.make();
    const context = machine.context({ lab: [podImage()] });
    await up(context, debian);
    const { generations, cacheBytes } = await bedStatus(context);
    expect(generations[0]?.images.at(-1)).toEqual({
      name: "docker.io/lab/hello:1",
      what: "says hello",
      place: "engine",
      size: 1_000_000,
    });
    expect(cacheBytes).toBeGreaterThan(0);
  });

  it("works where no engine answers", async () => {
    await using machine = await FakeMachine.make();
    machine.answers = false;
    const status = await bedStatus(machine.context());
    expect(status).not.toHaveProperty("engine");
  });
});
