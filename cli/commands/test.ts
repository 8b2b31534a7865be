import { execa } from "execa";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ToolError } from "../../lib/errors.js";
import { labDir, root } from "../../lib/paths.js";
import { prepareTools } from "../lab.js";
import type { Output } from "../output.js";

/** What jest writes of a run, as far as it is added up here. */
interface JestSummary {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

/** The longest that a suite may take, in ms: the engine tests bring a lab up a dozen times. */
const SUITE_TIMEOUT_MS = 45 * 60_000;

/**
 * `lab test`: the unit tests, then the engine tests on the embedded cluster. Ends with one line that adds both up.
 * @throws ToolError `tests-failed`.
 */
export async function test(output: Output): Promise<void> {
  await prepareTools("kwok");
  const unit = await runSuite("unit", []);
  const engine = await runSuite("engine", ["--runInBand"]);
  const sum = (field: keyof JestSummary): number => unit[field] + engine[field];
  const failed = sum("numFailedTests") + sum("numRuntimeErrorTestSuites");
  output.print(
    `${sum("numPassedTests")} passed, ${failed} failed, ${sum("numPendingTests")} skipped`,
  );
  if (failed > 0) throw new ToolError("tests-failed", `${failed} tests failed.`);
}

async function runSuite(project: string, args: readonly string[]): Promise<JestSummary> {
  const folder = join(labDir, "test");
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${project}.json`);
  const jest = join(root, "node_modules/jest/bin/jest.js");
  const node = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning", jest];
  const report = ["--ci", "--json", `--outputFile=${file}`];
  const { exitCode } = await execa(
    "node",
    [...node, "--selectProjects", project, ...report, ...args],
    {
      cwd: root,
      reject: false,
      timeout: SUITE_TIMEOUT_MS,
      // jest prints its JSON to standard output too; people read standard error
      stdout: "ignore",
      stderr: "inherit",
    },
  );
  const summary = JSON.parse(await readFile(file, "utf8")) as JestSummary;
  const clean = summary.numFailedTests + summary.numRuntimeErrorTestSuites === 0;
  // a suite that ends badly without a failed test must not look like a success
  return exitCode !== 0 && clean ? { ...summary, numFailedTests: 1 } : summary;
}
