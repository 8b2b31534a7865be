import { describe, expect, it } from "@jest/globals";
import { emulationOf, emulationRow } from "../../../cli/doctor/emulation.js";
import { commandWorld, failed, type Answers } from "../../support/command-world.js";

const row = (processor: string, runsAmd64?: boolean) =>
  emulationRow(() => Promise.resolve({ processor, runsAmd64 }));

describe("the row on emulation", () => {
  it("is only there on arm64", async () => {
    expect(await row("amd64", undefined)).toBeUndefined();
    expect(await row("", undefined)).toBeUndefined();
  });

  it("is ok where amd64 runs", async () => {
    expect(await row("arm64", true)).toMatchObject({ what: "emulation", verdict: "ok" });
  });

  it("is bad where it doesn't, names who will not start and what helps on each engine", async () => {
    expect(await row("arm64", false)).toEqual({
      what: "emulation",
      verdict: "bad",
      detail:
        "this arm64 engine can't run programs for amd64; kube-ops-view and fake-service are for amd64 only and will not start",
      next: "Docker Desktop: switch Rosetta on; colima: colima start --vz-rosetta; Linux: docker run --privileged --rm tonistiigi/binfmt --install amd64",
    });
  });

  it("is a note where it can't be told yet", async () => {
    expect(await row("arm64", undefined)).toMatchObject({ verdict: "note" });
  });
});

describe("an engine is asked", () => {
  const VERSION = "docker version --format {{.Server.Arch}}";
  const NODE = "docker run --rm --pull never --privileged --network none --entrypoint sh";
  const rosetta =
    "enabled\ninterpreter /rosetta\nmagic 7f454c4602010100000000000000000002003e00\nenabled\n";
  const ask = async (answers: Answers) => {
    const { world, calls } = commandWorld(answers);
    return { found: await emulationOf(world.exec), calls };
  };

  it("by its processor first: on amd64 that is all", async () => {
    const { found, calls } = await ask({ [VERSION]: "amd64\n" });
    expect(found).toEqual({ processor: "amd64", runsAmd64: undefined });
    expect(calls).toHaveLength(1);
  });

  it.each([
    ["Rosetta", rosetta, true],
    ["nothing", "enabled\n", false],
  ])("in a container of the node's image, which finds %s", async (_what, entries, runsAmd64) => {
    const { found, calls } = await ask({ [VERSION]: "arm64\n", [NODE]: entries });
    expect(found).toEqual({ processor: "arm64", runsAmd64 });
    expect(calls[1]).toMatch(/kindest\/node:v1\.23\.17@sha256:\w+ -c unshare --mount/);
  });

  it.each([
    ["Name: default\nPlatforms: linux/arm64, linux/amd64, linux/386\n", true],
    ["Name: default\nPlatforms: linux/arm64, linux/arm/v7\n", false],
    ["", undefined],
  ])("by way of its builder where it has no such image: %j", async (said, runsAmd64) => {
    const none = failed("No such image");
    const answers = { [VERSION]: "arm64\n", [NODE]: none, "docker buildx inspect": said };
    expect((await ask(answers)).found.runsAmd64).toBe(runsAmd64);
  });
});
