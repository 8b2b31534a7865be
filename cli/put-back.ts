import type { KubeObject } from "../labs/kube.js";
import type { LabObject } from "../labs/objects.js";
import type { Drift } from "../checks/drift.js";
import type { Exec } from "../lib/exec.js";

/** Counts as one of Pulumi's own writers: what it wrote is not taken for a change by hand. */
const MANAGER = "pulumi-istio-lab";

/**
 * Writes drifted objects as they are declared. For what the engine leaves: its provider compares no more items of a
 * list than it wrote, so a second route that was added by hand is nothing to it.
 * @param kubectl the command and the options that lead to the lab's cluster.
 * @throws ToolError `command-failed`
 */
export async function putBack(
  drift: readonly Drift[],
  objects: readonly LabObject[],
  exec: Exec,
  kubectl: readonly [string, ...string[]],
): Promise<void> {
  const [program, ...options] = kubectl;
  const items = drift.flatMap(({ key }): KubeObject[] => {
    const declared = objects.find((object) => object.key === key);
    return declared === undefined ? [] : [declared.object];
  });
  if (items.length === 0) return;
  const input = JSON.stringify({ apiVersion: "v1", kind: "List", items });
  const how = ["--server-side", "--force-conflicts", "--field-manager", MANAGER];
  await exec(program, [...options, "apply", ...how, "--filename", "-"], { input });
}
