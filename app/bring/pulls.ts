import { containerImages } from "../../labs/contents.js";
import { imagesOf, type ImageUse } from "../../labs/images.js";
import { exec, type Exec } from "../../lib/exec.js";
import type { Rendered } from "../../components/render/render.js";
import { withSources } from "./image-sources.js";
import type { LabConfig } from "../../stacks/config.js";
import type { Pulled } from "../events.js";

/** Tells, once a lab is up, what of its images had to be pulled for it. */
export type PullReport = () => Promise<Pulled>;

/**
 * Looks which images of a lab Docker has before it is brought up. Undefined where nothing runs any.
 * @throws ToolError `docker-missing` or `docker-no-answer`
 */
export async function watchPulls(
  { target }: Pick<LabConfig, "target">,
  { state, objects }: Rendered,
): Promise<PullReport | undefined> {
  const ofPods = target.images === "none" ? [] : imagesOf(objects);
  const uses = [...ofPods, ...(target.runs.containers === "docker" ? containerImages(state) : [])];
  return uses.length === 0 ? undefined : pullsAmong(uses, exec);
}

/** The same for given images. */
export async function pullsAmong(uses: readonly ImageUse[], run: Exec): Promise<PullReport> {
  const before = await withSources(uses, run);
  const lacking = before.filter(({ source }) => source === "pull");
  return async () => {
    const of = uses.length;
    if (lacking.length === 0) return { of, count: 0, bytes: 0 };
    const after = await withSources(lacking, run);
    const sizes = after.map((found) => (found.source === "pull" ? 0 : found.bytes));
    return { of, count: lacking.length, bytes: sizes.reduce((sum, each) => sum + each, 0) };
  };
}
