import { exec } from "../../lib/exec.js";
import { stackDir } from "../../lib/paths.js";
import { confirm } from "../terminal/ask.js";
import type { Output } from "../terminal/output.js";
import { machineOf, runningOfLabs, type Running } from "../../app/orphans/find.js";

/**
 * `lab down --orphans`: ends what labs left on this machine that no lab which stands knows, of whatever checkout.
 * @throws UsageError `needs-yes` or `declined`
 */
export async function downOrphans(
  options: { readonly yes: boolean },
  output: Output,
  look: () => Promise<readonly Running[]> = () => runningOfLabs(machineOf(exec), stackDir("any")),
): Promise<void> {
  const left = (await look()).filter((running) => running.left !== undefined);
  if (left.length === 0) {
    output.print("Nothing is left over on this machine.");
    return;
  }
  for (const { what, left: why } of left) output.print(`- ${what}: ${why ?? ""}`);
  await confirm(`End ${left.length === 1 ? "it" : `these ${left.length}`}?`, options.yes);
  for (const { what, end } of left) {
    await end();
    output.print(`${what} is ended.`);
  }
}
