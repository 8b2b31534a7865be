import { weekNamed } from "../../stacks/config.js";
import { versionsOn } from "../../tools/of-stack.js";
import { studied } from "../../tools/pins.js";
import type { BedStatus } from "../../tools/bed/status.js";
import { succeed, type Checkout } from "./checkout.js";

/**
 * Makes the images of a week whose versions are not the study's, on a machine where the bed has made those of the
 * study. With official images there is nothing to make.
 * @param istio the config key. Default: the week's own
 */
export async function makeStandIns(lab: Checkout, istio?: string): Promise<void> {
  if (versionsOn(weekNamed(lab.week), istio).istio === studied.istio) return;
  const { stdout } = succeed(await lab.lab("bed", "status", "--json"));
  const { generations } = JSON.parse(stdout) as BedStatus;
  const isBed = generations.some(({ images }) => images.some(({ place }) => place === "engine"));
  if (isBed) succeed(await lab.lab("bed", "up", lab.week, "--yes"));
}
