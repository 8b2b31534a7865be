import { readLive, type LiveObjects } from "../../checks/object-probe.js";
import { keyOf, type KubeObject } from "../../labs/kube.js";
import type { LabObject } from "../../labs/objects.js";
import type { Checkout } from "./checkout.js";

/** The objects that the CLI renders for a step of week 1. */
export async function rendered(lab: Checkout, step: string): Promise<LabObject[]> {
  const { stdout } = await lab.lab("objects", "week1", "--step", step, "-o", "json");
  const objects = JSON.parse(stdout) as KubeObject[];
  // which part an object belongs to doesn't matter where it is compared
  return objects.map((object) => ({ key: keyOf(object), part: "routing", object }));
}

/** The same objects as the API server holds them. */
export function liveObjects(lab: Checkout, objects: readonly LabObject[]): Promise<LiveObjects> {
  return readLive(
    objects.map(({ key }) => key),
    (args) => lab.shell("kubectl", ...args),
  );
}
