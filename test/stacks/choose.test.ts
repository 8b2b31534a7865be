import { describe, expect, it } from "@jest/globals";
import { ToolError } from "../../lib/errors.js";
import type { DockerEngine } from "../../components/provider/docker-engine.js";
import type { Deployed } from "../../stacks/checkpoint.js";
import { choose, type Machine } from "../../stacks/choose.js";
import { weekNamed } from "../../stacks/config.js";

const week = weekNamed("week1");
const docker: DockerEngine = { kind: "docker", version: "29.0.0" };

const machine = (engine: DockerEngine, more: Partial<Machine> = {}): Machine => ({
  engine: () => Promise.resolve(engine),
  isStandIn: () => Promise.resolve(false),
  holdsStandIns: () => Promise.resolve(false),
  capacity: () => Promise.resolve({ cpus: 8, bytes: 16e9 }),
  ...more,
});

const standing = (target: string): Deployed => ({
  step: "1.54",
  target,
  cluster: "myk8s-1",
  clusterInputs: {},
});

describe("what a stack's config leaves open", () => {
  it("is chosen for the machine, and told", async () => {
    const small = machine(docker, {
      isStandIn: () => Promise.resolve(true),
      capacity: () => Promise.resolve({ cpus: 2, bytes: 4e9 }),
    });
    expect(await choose(week, {}, undefined, undefined, small)).toEqual({
      values: {
        ...{ target: "kind", step: "1.54", images: "stand-ins" },
        ...{ cpuRequests: "small", memoryRequests: "small" },
      },
      told: [
        "Target kind: a Docker engine answers.",
        "Images stand-ins: Docker holds those of lab bed up; ./lab bed status tells more.",
        "CPU requests small: Docker has 2 CPUs; Istio's own would fill the node.",
        "Memory requests small: Docker has 4.0 GB; Istio's own would fill the node.",
      ],
    });
  });

  it("leaves out what stays official", async () => {
    const { values } = await choose(week, {}, undefined, undefined, machine(docker));
    expect(values).toEqual({ target: "kind", step: "1.54" });
  });

  it("names the command that makes the week's images where Docker has stand-ins of others alone", async () => {
    const kans7 = weekNamed("kans7");
    const bed = machine(docker, { holdsStandIns: () => Promise.resolve(true) });
    const { values, told } = await choose(kans7, {}, undefined, undefined, bed);
    expect(values).not.toHaveProperty("images");
    expect(told.at(-1)).toBe(
      "Images official: Docker holds those of lab bed up for other weeks; ./lab bed up kans7 makes this one's.",
    );
    const stands = await choose(kans7, { target: "kind" }, standing("kind"), undefined, bed);
    expect(stands.told.join()).not.toContain("lab bed up");
  });

  it("is nothing where all was recorded, and nobody is asked", async () => {
    const never = () => Promise.reject(new Error("asked"));
    const settings = {
      ...{ target: "kind", step: "1.57", images: "official" },
      ...{ cpuRequests: "official", memoryRequests: "official" },
    };
    const silent: Machine = {
      ...{ engine: never, isStandIn: never, holdsStandIns: never, capacity: never },
    };
    expect(await choose(week, settings, undefined, undefined, silent)).toEqual({
      values: settings,
      told: [],
    });
  });

  it("is what the lab stands on where the config file was lost", async () => {
    const found = standing("kwok");
    const { values } = await choose(week, {}, found, undefined, machine(docker));
    expect(values).toEqual({ target: "kwok", step: "1.54" });
  });

  it.each<[string, Deployed | undefined, string, readonly string[]]>([
    ["the base lab where nothing stands", undefined, "1.54", []],
    [
      "where the stack stands, whatever the base lab was when it was made",
      { ...standing("kwok"), step: "1.15" },
      "1.15",
      ["Step 1.15: week1 stands there. Its base lab is at 1.54."],
    ],
    [
      "the base lab where it stands at what is no step any more",
      { ...standing("kwok"), step: "1.99" },
      "1.54",
      [],
    ],
    [
      "the base lab where no run has ended well",
      { ...standing("kwok"), step: undefined },
      "1.54",
      [],
    ],
  ])("has for its step %s", async (_what, found, step, told) => {
    const chosen = await choose(week, { target: "kwok" }, found, undefined, machine(docker));
    expect([chosen.values["step"], chosen.told]).toEqual([step, told]);
  });

  it("has its engine's error with it where that does not answer", async () => {
    const error = new ToolError("docker-no-answer", "Docker does not answer");
    const chosen = await choose(week, {}, undefined, undefined, machine({ kind: "silent", error }));
    expect(chosen.values).toEqual({ target: "kind", step: "1.54" });
    expect(chosen.silent).toBe(error);
  });
});
