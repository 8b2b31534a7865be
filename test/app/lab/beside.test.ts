import { describe, expect, it } from "@jest/globals";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  besideProblems,
  clearNames,
  hasBesideLeft,
  removeBeside,
  type BesideWorld,
} from "../../../app/lab/beside.js";
import { ToolError } from "../../../lib/errors.js";
import type { Exec } from "../../../lib/exec.js";
import { processesDir, stackDir } from "../../../lib/paths.js";
import type { MadeContainer } from "../../../stacks/checkpoint.js";
import { kind } from "../../../targets/kind.js";
import { kwok } from "../../../targets/kwok.js";
import { clusterless } from "../../support/clusterless.js";
import { tempDir } from "../../support/temp-dir.js";

const httpbin: MadeContainer = { as: "container", id: "aaa", name: "httpbin" };
const proxy: MadeContainer = { as: "container", id: "bbb", name: "proxy" };
const asProcess: MadeContainer = { as: "process", id: "proxy-1a2b3c4d", name: "proxy" };
const OURS = stackDir("week9");

/** A machine whose Docker lists these containers, and whose ps these commands; it keeps what it was asked. */
function machine(
  made: readonly MadeContainer[],
  containers: readonly string[] | Error,
  commands: readonly string[] = [],
) {
  const asked: string[] = [];
  const exec: Exec = (program, args) => {
    asked.push([program, ...args].join(" "));
    if (program === "ps") {
      const rows = commands.map((command) => `7 1 S Wed Nov  4 09:05:11 2026 ${command}`);
      return Promise.resolve({ stdout: rows.join("\n"), stderr: "" });
    }
    if (containers instanceof Error) return Promise.reject(containers);
    return Promise.resolve({ stdout: args[0] === "ps" ? containers.join("\n") : "", stderr: "" });
  };
  const world: BesideWorld = {
    ...{ exec, made: () => Promise.resolve(made), certificates: () => "/no/such/folder" },
  };
  return { world, asked };
}

const running = (id: string, name: string, folder = OURS) => `${id}\t${name}\trunning\t${folder}`;

const saysOf = async (world: BesideWorld) =>
  (await besideProblems("week9", world)).map(({ says }) => says);

describe("the containers of a lab", () => {
  it("are well where each runs that the state has", async () => {
    const { world } = machine([httpbin], [running("aaa", "httpbin"), running("x", "other", "")]);
    expect(await besideProblems("week9", world)).toEqual([]);
  });

  it("are found when they vanish, stop, or are put in another's place, and are made again", async () => {
    const there = ["aaa\thttpbin\texited\t", running("ccc", "proxy", "")];
    const { world } = machine([httpbin, proxy, { ...proxy, id: "d", name: "third" }], there);
    expect(await saysOf(world)).toEqual([
      'Container httpbin is not running: Docker says "exited"',
      "Container proxy is another one than the lab made",
      "Container third is gone",
    ]);
    const [first] = await besideProblems("week9", world);
    expect(first).toMatchObject({ weight: "fault", cure: { how: "remake" } });
  });

  it("are asked of nobody where the state has none", async () => {
    const { world, asked } = machine([], new Error("Docker is asked"));
    expect(await besideProblems("week9", world)).toEqual([]);
    expect(asked).toEqual([]);
  });

  it("are processes where they were made so", async () => {
    const command = `${processesDir("week9")}/proxy-1a2b3c4d/bin/envoy --config-yaml x`;
    const docker = new Error("Docker is asked");
    expect(await saysOf(machine([asProcess], docker, [command]).world)).toEqual([]);
    expect(await saysOf(machine([asProcess], docker, ["envoy"]).world)).toEqual([
      "Process proxy does not run any more",
    ]);
  });
});

describe("the names of containers", () => {
  const config = { stack: "week9", week: clusterless, step: "9.2", target: kind } as const;

  it("are freed of what a killed run has left, and of what does not run", async () => {
    const there = ["aaa\thttpbin\texited\t", running("old", "proxy"), running("x", "other", "")];
    const { world, asked } = machine([httpbin], there);
    await clearNames(config, world);
    expect(asked.at(-1)).toBe("docker rm --force --volumes aaa old");
  });

  it("are left to those that run as they were made", async () => {
    const { world, asked } = machine([httpbin], [running("aaa", "httpbin")]);
    await clearNames(config, world);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ["", "which the lab did not make"],
    ["/home/me/copy/.lab/stacks/week9", "of another lab (/home/me/copy/.lab/stacks/week9)"],
  ])("are never taken from a container of others: %j", async (folder, whose) => {
    const { world, asked } = machine([], [running("x", "proxy", folder)]);
    await expect(clearNames(config, world)).rejects.toMatchObject({
      code: "container-exists",
      message: `week9 needs the name proxy for a container, and Docker has one of that name, ${whose}.`,
      next: "docker rm -f proxy, then the same command again",
    });
    expect(asked.some((line) => line.startsWith("docker rm"))).toBe(false);
  });

  it("are asked of nobody where there is no Docker, or no container at the step", async () => {
    const { world, asked } = machine([], new Error("Docker is asked"));
    await clearNames({ ...config, target: kwok }, world);
    await clearNames({ ...config, step: "9.6" }, world);
    expect(asked).toEqual([]);
  });
});

describe("what is left beside a cluster", () => {
  it("is what the state does not know, by its label or its command", async () => {
    const left = (containers: readonly string[], commands: readonly string[] = []) =>
      hasBesideLeft(clusterless, machine([proxy], containers, commands).world);
    expect(await left([running("bbb", "proxy"), running("x", "proxy", "")])).toBe(false);
    expect(await left([running("old", "proxy")])).toBe(true);
    expect(await left([], [`${processesDir("week9")}/proxy-1a2b3c4d/bin/envoy`])).toBe(true);
    expect(await left([], ["/elsewhere/.lab/processes/week9/proxy-1a2b3c4d/bin/envoy"])).toBe(
      false,
    );
  });

  it("is a folder with certificates as well, which goes with its keys", async () => {
    await using dir = await tempDir();
    const certificates = join(dir.path, "certificates", "week9");
    const world = { ...machine([], []).world, certificates: () => certificates };
    await mkdir(certificates, { recursive: true });
    await writeFile(join(certificates, "a.key.pem"), "a key");
    expect(await hasBesideLeft(clusterless, world)).toBe(true);
    await removeBeside(clusterless, world);
    expect(existsSync(join(dir.path, "certificates"))).toBe(false);
    expect(await hasBesideLeft(clusterless, world)).toBe(false);
  });

  it("is nothing where no Docker answers", async () => {
    const silent = new ToolError("command-failed", "Cannot connect to the Docker daemon");
    expect(await hasBesideLeft(clusterless, machine([], silent).world)).toBe(false);
  });
});
