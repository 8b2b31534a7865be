import { readLive, type LiveObjects } from "../../checks/object-probe.js";
import { keyOf, type KubeObject, type ObjectKey } from "../../labs/kube.js";
import type { LabObject } from "../../labs/objects.js";
import { succeed, type Checkout } from "./checkout.js";

/** The objects that the CLI renders for a step of the checkout's week. */
export async function rendered(lab: Checkout, step: string): Promise<LabObject[]> {
  const { stdout } = await lab.lab("objects", lab.week, "--step", step, "-o", "json");
  const objects = JSON.parse(stdout) as KubeObject[];
  // which part an object belongs to doesn't matter where it is compared
  return objects.map((object) => ({ key: keyOf(object), part: "routing", object }));
}

/** The same objects as the API server holds them. */
export const liveObjects = (lab: Checkout, objects: readonly LabObject[]): Promise<LiveObjects> =>
  liveUnder(
    lab,
    objects.map(({ key }) => key),
  );

/** The objects that the API server holds under some keys. */
export const liveUnder = (lab: Checkout, keys: readonly ObjectKey[]): Promise<LiveObjects> =>
  readLive(keys, async (args) => succeed(await lab.shell("kubectl", ...args)));

/** The objects under some keys without what controllers and the API server write: who they are, and what is asked. */
export async function identities(lab: Checkout, keys: readonly ObjectKey[]): Promise<unknown[]> {
  const found = await liveUnder(lab, keys);
  return keys.map((key) => {
    const { metadata, status: _status, ...object } = found.get(key) ?? absent(key);
    const { uid } = metadata as { readonly uid?: string };
    return { key, uid, ...object };
  });
}

function absent(key: ObjectKey): never {
  throw new Error(`${key} does not live`);
}
