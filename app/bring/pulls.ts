import { imagesOf, type ImageUse } from "../../labs/images.js";
import { stateAt } from "../../labs/week.js";
import { exec, type Exec } from "../../lib/exec.js";
import { bytes } from "../../lib/progress.js";
import { renderState } from "../../render/render.js";
import { withSources } from "./image-sources.js";
import type { Lab } from "../lab/lab.js";

/** Tells, once a lab is up, what of its images had to be pulled for it. */
export type PullReport = () => Promise<string>;

/**
 * Looks which images of a lab Docker has before it is brought up. Undefined on a target that runs none.
 * @throws ToolError `docker-missing` or `docker-no-answer`
 */
export async function watchPulls({ week, config }: Lab): Promise<PullReport | undefined> {
  if (config.target.images === "none") return undefined;
  const objects = await renderState(stateAt(week, config.step), config);
  return pullsAmong(imagesOf(objects), exec);
}

/** The same for given images. */
export async function pullsAmong(uses: readonly ImageUse[], run: Exec): Promise<PullReport> {
  const before = await withSources(uses, run);
  const lacking = before.filter(({ source }) => source === "pull");
  return async () => {
    if (lacking.length === 0) return `0 bytes pulled, all ${uses.length} images were in Docker`;
    const after = await withSources(lacking, run);
    const sizes = after.map((found) => (found.source === "pull" ? 0 : found.bytes));
    const size = bytes(sizes.reduce((sum, each) => sum + each, 0));
    return `${lacking.length} of ${uses.length} pulled, ${size} unpacked`;
  };
}
