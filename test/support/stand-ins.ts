import type { BedStatus } from "../../tools/bed/status.js";
import { succeed, type Checkout } from "./checkout.js";

/**
 * Makes the images of a week whose versions are not the study's, on a machine where the bed has made those of the
 * study. With official images there is nothing to make.
 */
export async function makeStandIns(lab: Checkout): Promise<void> {
  const { stdout } = succeed(await lab.lab("bed", "status", "--json"));
  const { generations } = JSON.parse(stdout) as BedStatus;
  const isBed = generations.some(({ images }) => images.some(({ place }) => place === "engine"));
  if (isBed) succeed(await lab.lab("bed", "up", lab.week, "--yes"));
}
