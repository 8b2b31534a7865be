import { filesIn } from "../../labs/certificates.js";
import type { KubeObject } from "../../labs/kube.js";
import type { LabObject } from "../../labs/objects.js";
import { inRemovalOrder } from "../../checks/additions.js";
import type { Drift } from "../../checks/drift.js";
import { addressOf } from "../../checks/health/address.js";
import { labManagerOf } from "../../checks/managers.js";
import type { Exec } from "../../lib/exec.js";

/** Counts as one of Pulumi's own writers: what it wrote is not taken for a change by hand. */
const MANAGER = "pulumi-istio-lab";

/**
 * Writes drifted objects as they are declared, and removes what was added to them. For what the engine leaves: its
 * provider compares no more items of a list than it wrote, so a second route that was added by hand is nothing to it,
 * and an apply, forced or not, leaves fields that others own.
 * @param kubectl the command and the options that lead to the lab's cluster.
 * @param isOwn whether the cluster is the lab's: in somebody else's a conflict is an error, and not overridden.
 * @throws ToolError `command-failed`
 */
export async function putBack(
  drift: readonly Drift[],
  objects: readonly LabObject[],
  exec: Exec,
  kubectl: readonly [string, ...string[]],
  isOwn: boolean,
): Promise<void> {
  const [program, ...options] = kubectl;
  const run = (args: readonly string[], input?: string) =>
    exec(program, [...options, ...args], input === undefined ? {} : { input });
  for (const entry of drift) {
    const args = removalOf(entry);
    if (args !== undefined) await run(args);
  }
  // what a Secret holds of files only the engine can write
  const plain = objects.filter(({ object }) => filesIn(object).length === 0);
  for (const [manager, items] of byManager(drift, plain)) {
    const input = JSON.stringify({ apiVersion: "v1", kind: "List", items });
    const force = isOwn ? ["--force-conflicts"] : [];
    const how = ["--server-side", ...force, "--field-manager", manager];
    await run(["apply", ...how, "--filename", "-"], input);
  }
}

/** Removes exactly the fields that were found, as they were found: the object may be another one by now. */
function removalOf({ live, added = [] }: Drift): string[] | undefined {
  if (live === undefined || added.length === 0) return undefined;
  const values = new Map(added.map(({ pointer, value }) => [pointer, value]));
  const operations = inRemovalOrder([...values.keys()]).flatMap((path) => [
    { op: "test", path, value: values.get(path) },
    { op: "remove", path },
  ]);
  const how = ["--type", "json", "--field-manager", MANAGER];
  return ["patch", ...addressOf(live).split(" "), ...how, "--patch", JSON.stringify(operations)];
}

/**
 * The objects as they are declared, by who is to write them: the name under which Pulumi wrote each. A second owner
 * would keep a field that a later step takes away.
 */
function byManager(
  drift: readonly Drift[],
  objects: readonly LabObject[],
): ReadonlyMap<string, readonly KubeObject[]> {
  const found = new Map<string, KubeObject[]>();
  for (const { key, live } of drift) {
    const declared = objects.find((object) => object.key === key)?.object;
    if (declared === undefined) continue;
    const manager = (live === undefined ? undefined : labManagerOf(live)) ?? MANAGER;
    found.set(manager, [...(found.get(manager) ?? []), withPulumis(declared, live)]);
  }
  return found;
}

/** With what the lab's program tells Pulumi's provider in annotations: it is no part of what is declared. */
function withPulumis(declared: KubeObject, live: KubeObject | undefined): KubeObject {
  const own = Object.entries(live?.metadata.annotations ?? {}).filter(([name]) =>
    name.startsWith("pulumi.com/"),
  );
  if (own.length === 0) return declared;
  const annotations = { ...declared.metadata.annotations, ...Object.fromEntries(own) };
  return { ...declared, metadata: { ...declared.metadata, annotations } };
}
