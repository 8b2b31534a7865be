import { findDrift, type Drift } from "../checks/drift.js";
import { stateAt } from "../labs/week.js";
import { exec } from "../lib/exec.js";
import { kubectl } from "../lib/kubectl.js";
import { kubeconfigFile } from "../lib/paths.js";
import { renderState } from "../render/render.js";
import { locate } from "../tools/locate.js";
import type { Lab } from "./lab.js";
import type { Output } from "./output.js";
import { putBack } from "./put-back.js";

/** What was changed by hand in a lab since it was brought to its step; nothing where no cluster stands. */
export async function driftIn(lab: Lab, output: Output): Promise<Drift[]> {
  const { cluster, standing, config } = lab;
  if (cluster?.alive !== true) return [];
  const objects = await renderState(standing, config, { note: output.say });
  return findDrift(objects, kubectl(config.stack));
}

/** Puts back what an `up` has left of changes by hand, in a lab that stands at its step now. */
export async function mendDrift({ week, config }: Lab, output: Output): Promise<void> {
  const { stack, step } = config;
  const objects = await renderState(stateAt(week, step), config, { note: output.say });
  const left = await findDrift(objects, kubectl(stack));
  const program = [locate("kubectl"), "--kubeconfig", kubeconfigFile(stack)] as const;
  await putBack(left, objects, exec, program);
}
