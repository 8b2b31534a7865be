import { describe, expect, it } from "@jest/globals";
import { ToolError } from "../../lib/errors.js";
import type { Chosen } from "../../stacks/choose.js";
import { prepareLab, type PlainWorld } from "../../stacks/plain.js";
import { pins } from "../../tools/pins.js";
import { kind as onKind } from "../../targets/kind.js";
import { kwok as onKwok } from "../../targets/kwok.js";

/** What a program did beside declaring resources. */
interface Done {
  readonly said: string[];
  readonly recorded: [string, Readonly<Record<string, string>>][];
  readonly current: string[];
  readonly tools: string[];
}

const kwok: Chosen = { values: { target: "kwok" }, told: ["Target kwok: there is no Docker."] };

function worldOf(more: Partial<PlainWorld> = {}, chosen: Chosen = kwok): [PlainWorld, Done] {
  const done: Done = { said: [], recorded: [], current: [], tools: [] };
  const world: PlainWorld = {
    organization: "organization",
    isPreview: false,
    env: {},
    log: (line) => done.said.push(line),
    lookForStack: () => Promise.resolve({ hasStack: true, hasLock: true }),
    inFile: () => Promise.resolve({}),
    deployed: () => Promise.resolve(undefined),
    hasOldCommands: () => Promise.resolve(false),
    choose: () => Promise.resolve(chosen),
    record: (stack, values) => {
      done.recorded.push([stack, values]);
      return Promise.resolve();
    },
    setCurrentWeek: ({ id }) => {
      done.current.push(id);
      return Promise.resolve();
    },
    hasPlugin: () => true,
    ensureTools: (names) => {
      done.tools.push(...names);
      return Promise.resolve();
    },
    ...more,
  };
  return [world, done];
}

const chosenAs = (target: string): Promise<Chosen> =>
  Promise.resolve({ values: { target }, told: [] });

describe("a lab that plain pulumi brings up", () => {
  it("has its target chosen, told and recorded, and is the one that commands mean", async () => {
    const [world, done] = worldOf();
    expect(await prepareLab("week1", { step: "1.57" }, world)).toMatchObject({
      stack: "week1",
      target: onKwok,
      step: "1.57",
    });
    expect(done.said).toEqual([
      "Target kwok: there is no Docker.",
      "Recorded in stacks/Pulumi.week1.yaml: istio-lab:target.",
    ]);
    expect(done.recorded).toEqual([["week1", { target: "kwok" }]]);
    expect(done.current).toEqual(["week1"]);
  });

  it("records nothing in a preview", async () => {
    const [world, done] = worldOf({ isPreview: true });
    await prepareLab("week1", {}, world);
    expect(done).toMatchObject({ recorded: [], current: [], said: kwok.told });
  });

  it("records nothing that is recorded already", async () => {
    const [world, done] = worldOf({}, { values: { target: "kwok" }, told: [] });
    await prepareLab("week1", { target: "kwok" }, world);
    expect(done).toMatchObject({ recorded: [], said: [], current: ["week1"] });
  });

  it("may have chosen what is only a default, and keeps what the file says", async () => {
    const asked: object[] = [];
    const choose: PlainWorld["choose"] = (_week, settings) => {
      asked.push(settings);
      return Promise.resolve(kwok);
    };
    const defaults = { target: "", step: "", images: "official", cpuRequests: "official" };
    const [world] = worldOf({ choose });
    await prepareLab("week1", { ...defaults, listenAddress: "127.0.0.1" }, world);
    const [told] = worldOf({ choose, inFile: () => Promise.resolve({ images: "official" }) });
    await prepareLab("week1", defaults, told);
    expect(asked).toEqual([{ listenAddress: "127.0.0.1" }, { images: "official" }]);
  });

  it("gets the tools of its target, but not the engine that runs already", async () => {
    const [world, done] = worldOf();
    await prepareLab("week1", {}, world);
    expect(done.tools).toEqual(expect.arrayContaining(["istioctl", "kubectl", "kwokctl", "etcd"]));
    expect(done.tools.filter((name) => name.startsWith("pulumi"))).toEqual([]);
  });

  it("says what helps where the engine can't download the plugins that it lacks", async () => {
    const [world, done] = worldOf({ hasPlugin: (name) => name === "kubernetes" });
    await prepareLab("week1", { target: "kwok" }, { ...world, choose: () => chosenAs("kwok") });
    expect(done.said).toEqual([]);
    await prepareLab("week1", { target: "kind" }, { ...world, choose: () => chosenAs("kind") });
    expect(done.said).toEqual([
      `Pulumi has to download its plugins docker ${pins.dockerProvider}, command ${pins.commandProvider}. Where it can't: eval "$(./lab env)", then the same command again.`,
    ]);
  });

  it("has its config checked before anything is recorded or got", async () => {
    const [world, done] = worldOf();
    const ended = prepareLab("week1", { stepp: "1.57" }, world);
    await expect(ended).rejects.toMatchObject({ code: "unknown-config-key" });
    await expect(prepareLab("week99", {}, world)).rejects.toMatchObject({ code: "unknown-week" });
    expect(done).toEqual({ said: [], recorded: [], current: [], tools: [] });
  });

  it("is not made while Docker does not answer, but can be previewed", async () => {
    const error = new ToolError("docker-no-answer", "Docker does not answer: /home/me/.colima/s");
    const chosen: Chosen = { values: { target: "kind" }, told: [], silent: error };
    const [world, done] = worldOf({}, chosen);
    await expect(prepareLab("week3", {}, world)).rejects.toMatchObject({
      code: "docker-no-answer",
      message: error.message,
      next: "colima start, then pulumi up -s week3; or, without traffic, pulumi config set istio-lab:target kwok -s week3",
    });
    expect(done).toEqual({ said: [], recorded: [], current: [], tools: [] });
    const [preview] = worldOf({ isPreview: true }, chosen);
    expect(await prepareLab("week3", {}, preview)).toMatchObject({ target: onKind });
  });

  it("needs the lab's environment where commands of an older version are in the state", async () => {
    const hasOldCommands = () => Promise.resolve(true);
    const [world, done] = worldOf({ hasOldCommands });
    await expect(prepareLab("week3", {}, world)).rejects.toMatchObject({
      code: "needs-lab-env",
      exitCode: 2,
      next: 'eval "$(./lab env)", then run the same command again',
    });
    expect(done.tools).toEqual([]);
    const [inLabEnv] = worldOf({ hasOldCommands, env: { ISTIO_LAB_ROOT: "/checkout" } });
    expect(await prepareLab("week3", {}, inLabEnv)).toMatchObject({ stack: "week3" });
  });
});
