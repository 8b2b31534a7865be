import { meshOf } from "../labs/contents.js";
import { proxyImageOf } from "../labs/images.js";
import { stateAt } from "../labs/week.js";
import { UsageError } from "../lib/errors.js";
import type { Deployed } from "./checkpoint.js";
import type { LabConfig } from "./config.js";
import { isStandIn } from "./target.js";

/**
 * A lab that goes to another Istio begins with taking its cluster down: by then the images for the new one must be
 * there.
 * @param look whether Docker holds an image of the bed under a name
 * @throws UsageError `stand-ins-missing` where `lab bed up` has not made them
 */
export async function requireStandIns(
  { images, week, step, istio }: Pick<LabConfig, "images" | "week" | "step" | "istio">,
  found: Pick<Deployed, "istio"> | undefined,
  look = isStandIn,
): Promise<void> {
  const mesh = meshOf(stateAt(week, step));
  if (images !== "stand-ins" || istio === found?.istio || mesh === undefined) return;
  if (await look(proxyImageOf(mesh))) return;
  throw new UsageError(
    "stand-ins-missing",
    `${week.id} is to stand on Istio ${mesh.tag} with stand-ins, and Docker does not hold those.`,
    { next: `./lab bed up ${week.id}` },
  );
}
