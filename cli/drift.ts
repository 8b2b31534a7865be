import { findDrift, type Drift } from "../checks/drift.js";
import { kubectl } from "../lib/kubectl.js";
import { renderState } from "../render/render.js";
import type { Lab } from "./lab.js";
import type { Output } from "./output.js";

/** What was changed by hand in a lab since it was brought to its step; nothing where no cluster stands. */
export async function driftIn(lab: Lab, output: Output): Promise<Drift[]> {
  const { cluster, standing, config } = lab;
  if (cluster?.alive !== true) return [];
  const objects = await renderState(standing, config, { note: output.say });
  return findDrift(objects, kubectl(config.stack));
}
