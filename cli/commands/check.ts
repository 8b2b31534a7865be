import { checksAt, checksOf, type Result } from "../../checks/result.js";
import { runChecks } from "../../checks/run.js";
import { ToolError } from "../../lib/errors.js";
import { exec } from "../../lib/exec.js";
import { kubectl } from "../../lib/kubectl.js";
import { kubeconfigFile } from "../../lib/paths.js";
import { stepNamed } from "../../stacks/config.js";
import { openLab, requireUp } from "../lab.js";
import { printJson, type Output } from "../output.js";
import { labEnvironment } from "../stack/environment.js";
import { weekMeant } from "../stack/session.js";

interface Flags {
  readonly week?: string;
  readonly json?: boolean;
}

/**
 * `lab check`: all that must hold where the lab stands; `lab check 1.48`: one step's own checks.
 * @throws ToolError `check-failed` when one of them failed.
 */
export async function check(
  stepId: string | undefined,
  flags: Flags,
  output: Output,
): Promise<void> {
  const lab = await openLab(await weekMeant(flags.week));
  requireUp(lab);
  const { week, config } = lab;
  const checks =
    stepId === undefined ? checksAt(week, config.step) : checksOf(week, stepNamed(week, stepId));
  const asJson = flags.json === true;
  const results = await runChecks(checks, {
    ...config,
    kubectl: kubectl(config.stack),
    host: ([program = "", ...args]) =>
      exec(program, args, {
        env: { ...labEnvironment(), KUBECONFIG: kubeconfigFile(config.stack) },
        ...(config.book === undefined ? {} : { cwd: config.book }),
      }),
    onResult: (result) => {
      if (!asJson) printResult(output, result);
    },
  });
  const count = (outcome: Result["outcome"]): number =>
    results.filter((result) => result.outcome === outcome).length;
  const [passed, failed, notRun] = [count("passed"), count("failed"), count("not run")];
  if (asJson)
    printJson(output, { week: week.id, step: config.step, passed, failed, notRun, results });
  else output.print(`${passed} passed, ${failed} failed, ${notRun} not run`);
  if (failed > 0)
    throw new ToolError("check-failed", `${failed} of ${passed + failed} checks failed.`);
}

function printResult(output: Output, result: Result): void {
  const { step, check: asked } = result;
  if (result.outcome === "passed") {
    output.print(`${output.paint("green", "✓")} ${step} ${asked.says}`);
  } else if (result.outcome === "failed") {
    output.print(`${output.paint("red", "✗")} ${step} ${asked.says}`);
    output.print(`    seen: ${result.seen}`);
    if (asked.hint !== undefined) output.print(`    hint: ${asked.hint}`);
  } else {
    output.print(output.paint("dim", `- ${step} ${asked.says} (not run: ${result.why})`));
  }
}
