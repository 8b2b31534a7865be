import { describe, expect, it } from "@jest/globals";
import type { BedImage } from "../../../tools/bed/images/image.js";
import { hashesOf, plan } from "../../../tools/bed/plan.js";
import { FakeMachine, podImage } from "./fake-machine.js";

describe("the hash of an image", () => {
  const hashOf = async (given: Partial<BedImage> = {}): Promise<string | undefined> => {
    await using machine = await FakeMachine.make();
    const image = podImage(given);
    return hashesOf(machine.context(), [image]).get(image.name)?.hash;
  };

  it("is the same for the same image", async () => {
    expect(await hashOf()).toBe(await hashOf());
  });

  it.each([
    ["its revision", { revision: 2 }],
    ["what it is said to be", { what: "says goodbye" }],
    ["how it starts", { config: [] }],
    ["its tools", { tools: ["etcd"] }],
    ["its packages", { packages: ["nginx"] }],
  ] as const)("is another one when %s changes", async (_, given) => {
    expect(await hashOf(given)).not.toBe(await hashOf());
  });

  it("is another one when its base changes", async () => {
    await using machine = await FakeMachine.make();
    const top = podImage({ base: "docker.io/lab/base:1" });
    const on = (revision: number): string | undefined =>
      hashesOf(machine.context(), [podImage({ name: "docker.io/lab/base:1", revision }), top]).get(
        top.name,
      )?.hash;
    expect(on(1)).not.toBe(on(2));
  });

  it("needs the base before what builds on it", async () => {
    await using machine = await FakeMachine.make();
    const top = podImage({ base: "docker.io/lab/base:1" });
    expect(() => hashesOf(machine.context(), [top])).toThrow(
      "docker.io/lab/hello:1 builds on docker.io/lab/base:1, which is not made before it",
    );
  });
});

describe("the plan of the bed", () => {
  it("has the study's node, and the lab's images", async () => {
    await using machine = await FakeMachine.make();
    const { node, lab } = plan(machine.context({ lab: [podImage()] }));
    expect(node.images.map(({ name }) => name)).toEqual(["kindest/node:v1.23.17"]);
    expect(lab.images.map(({ name }) => name)).toEqual(["docker.io/lab/hello:1"]);
  });

  it("is another one on another processor", async () => {
    await using machine = await FakeMachine.make();
    const arm = machine.context({ platform: { os: "linux", arch: "arm64" } });
    expect(plan(arm).node.hash).not.toBe(plan(machine.context()).node.hash);
  });
});
