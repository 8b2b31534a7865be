import type { Need } from "../../labs/checks.js";
import { UsageError } from "../../lib/errors.js";
import type { LabConfig } from "../../stacks/config.js";
import { dockerTarget } from "../../targets/index.js";

/** @throws UsageError `no-traffic`, `no-metrics`, … where the lab's target lacks what is needed. */
export function requireOffered(
  { target, stack }: Pick<LabConfig, "target" | "stack">,
  need: Need,
): void {
  const why = target.missing(need);
  if (why === undefined) return;
  throw new UsageError(`no-${need}`, `${why.slice(0, 1).toUpperCase()}${why.slice(1)}.`, {
    next: `./lab down ${stack}, then ./lab up ${stack} --target ${dockerTarget.name}`,
  });
}
