import { findDrift, type Drift } from "../checks/drift.js";
import type { LabState } from "../labs/state.js";
import { stateAt } from "../labs/week.js";
import { exec } from "../lib/exec.js";
import { kubectl } from "../lib/kubectl.js";
import { kubeconfigFile } from "../lib/paths.js";
import { renderState } from "../render/render.js";
import type { LabConfig } from "../stacks/config.js";
import { locate } from "../tools/locate.js";
import type { Lab } from "./lab.js";
import type { Output } from "./output.js";
import { putBack } from "./put-back.js";

/** What was changed by hand in a lab since it was brought to its step; nothing where no cluster stands. */
export async function driftIn(lab: Lab, output: Output): Promise<Drift[]> {
  if (lab.cluster?.alive !== true) return [];
  return (await compare(lab.standing, lab.config, output)).drift;
}

/** Puts back what an `up` has left of changes by hand, in a lab that stands at its step now. */
export async function mendDrift({ week, config }: Lab, output: Output): Promise<void> {
  const { drift, objects } = await compare(stateAt(week, config.step), config, output);
  const program = [locate("kubectl"), "--kubeconfig", kubeconfigFile(config.stack)] as const;
  await putBack(drift, objects, exec, program);
}

/** The objects that a state declares, and how those in the cluster differ from them. */
async function compare(state: LabState, config: LabConfig, output: Output) {
  const objects = await renderState(state, config, { note: output.say });
  return { objects, drift: await findDrift(objects, kubectl(config.stack)) };
}
