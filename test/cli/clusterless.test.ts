import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import type { Command } from "commander";
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Output } from "../../cli/terminal/output.js";
import { checkpointFile } from "../../stacks/checkpoint-file.js";
import { clusterless } from "../support/clusterless.js";
import { memoryOutput } from "../support/memory-output.js";
import { tempDir } from "../support/temp-dir.js";

/** A checkout whose only week has no cluster. */
let dir: Awaited<ReturnType<typeof tempDir>>;
let labProgram: (output: Output) => Command;

beforeAll(async () => {
  dir = await tempDir();
  const real = await import("../../lib/paths.js");
  const labDir = join(dir.path, ".lab");
  await copyFile(join(real.root, "package.json"), join(dir.path, "package.json"));
  jest.unstable_mockModule("../../lib/paths.js", () => ({
    ...real,
    root: dir.path,
    labDir,
    stateDir: join(labDir, "state"),
    stackDir: (stack: string) => join(labDir, "stacks", stack),
    kubeconfigFile: (stack: string) => join(labDir, "stacks", stack, "kubeconfig"),
  }));
  jest.unstable_mockModule("../../labs/index.js", () => ({
    weeks: [clusterless],
    findWeek: (id: string) => (id === clusterless.id ? clusterless : undefined),
  }));
  ({ labProgram } = await import("../../cli/program/program.js"));
});

beforeEach(() => rm(join(dir.path, ".lab"), { recursive: true, force: true }));
afterAll(async () => dir[Symbol.asyncDispose]());

async function lab(...args: readonly string[]): Promise<string[]> {
  const { output, printed } = memoryOutput("off");
  await labProgram(output).parseAsync(args, { from: "user" });
  return printed;
}

/** Writes what a run leaves that has brought the lab to a step. */
async function bringUp(step: string): Promise<void> {
  const stack = { type: "pulumi:pulumi:Stack", outputs: { step, target: "kind" } };
  const file = checkpointFile("week9", join(dir.path, ".lab/state"));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ checkpoint: { latest: { resources: [stack] } } }));
}

describe("a week without a cluster", () => {
  it("is shown step by step", async () => {
    const first = await lab("show", "9.1");
    expect(first).toEqual(
      expect.arrayContaining(["  + container httpbin", "      env:", '        PORT: "8000"']),
    );
    expect(first.at(-1)).toMatch(/^Check: httpbin runs/);
    expect(await lab("show", "9.4")).toContain("  ~ container proxy");
    expect(await lab("show", "9.3")).toContain("Changes nothing.");
    expect(await lab("show", "9.6")).toContain("  - container httpbin");
  });

  it("is not up before it was brought up", async () => {
    expect(await lab("status", "week9")).toEqual(["No lab is up. Next: ./lab up week1"]);
  });

  it("says where it stands, and with what", async () => {
    await bringUp("9.2");
    expect(await lab("status", "week9")).toEqual([
      "week9 at step 9.2 on kind: no cluster (step 9.2 has none)",
      "  container httpbin",
      "  container proxy",
    ]);
    expect((await lab("steps", "week9"))[1]).toMatch(/^→ +9\.2 /);
  });

  it("stands with nothing after its teardown", async () => {
    await bringUp("9.6");
    expect(await lab("status", "week9")).toEqual([
      "week9 at step 9.6 on kind: no cluster (step 9.6 has none)",
    ]);
  });
});
