import { execa } from "execa";
import { mkdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { ToolError } from "../../lib/errors.js";
import { labDir, root } from "../../lib/paths.js";
import { dockerTarget, anywhereTarget } from "../../targets/index.js";
import { prepareTools } from "../../app/lab/lab.js";
import { studied } from "../../tools/pins.js";
import { callerAt } from "../caller.js";
import type { Output } from "../terminal/output.js";
import { chooseWalks, readWalks, recordWalks, tellWalks, walksIn, type Walks } from "../walks.js";
import { dockerAnswers } from "../../components/provider/docker-engine.js";

/** What jest writes of a run, as far as it is added up here. */
interface JestSummary {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly { readonly name: string; readonly status: string }[];
}

/** The longest that a suite may take, in ms: the tests bring a lab up a dozen times. */
const SUITE_TIMEOUT_MS = 75 * 60_000;

interface TestFlags {
  /** The tests on a real kind cluster, too. */
  readonly bed: boolean;
  readonly walks: Walks;
}

/**
 * `lab test`: the unit tests, then the engine tests on the embedded cluster; with `--bed` then those on a real kind
 * cluster with real traffic. Of the walks through whole weeks one is run and the others are told; `--quick` leaves out
 * all of them, `--all` none. Ends with one line that adds all up.
 * @throws ToolError `docker-no-answer` when `--bed` is asked for and no Docker engine answers
 * @throws ToolError `tests-failed`
 */
export async function test({ bed, walks }: TestFlags, output: Output): Promise<void> {
  if (bed) await requireDocker();
  const record = await readWalks();
  const choice = chooseWalks(
    await walksIn(bed ? ["engine", "live"] : ["engine"]),
    walks,
    record,
    Date.now(),
  );
  for (const line of tellWalks(choice, record)) output.say(line);
  await prepareTools({ target: anywhereTarget, week: { versions: studied } }, callerAt(output));
  const one = ["--runInBand", ...choice.left.flatMap((file) => ["--testPathIgnorePatterns", file])];
  const summaries = [await runSuite("unit", []), await runSuite("engine", one)];
  if (bed) {
    await prepareTools({ target: dockerTarget, week: { versions: studied } }, callerAt(output));
    summaries.push(await runSuite("bed", one));
  }
  const passed = summaries.flatMap(({ testResults }) =>
    testResults.filter(({ status }) => status === "passed").map(({ name }) => relative(root, name)),
  );
  await recordWalks(
    choice.taken.filter((file) => passed.includes(file)),
    new Date(),
  );
  const sum = (field: keyof Omit<JestSummary, "testResults">): number =>
    summaries.reduce((total, summary) => total + summary[field], 0);
  const failed = sum("numFailedTests") + sum("numRuntimeErrorTestSuites");
  output.print(
    `${sum("numPassedTests")} passed, ${failed} failed, ${sum("numPendingTests")} skipped`,
  );
  if (failed > 0) throw new ToolError("tests-failed", `${failed} tests failed.`);
}

async function requireDocker(): Promise<void> {
  if (await dockerAnswers()) return;
  throw new ToolError("docker-no-answer", "The tests with real traffic need a Docker engine.", {
    next: "./lab bed up (Debian, as root), or start Docker; then ./lab test --bed",
  });
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
