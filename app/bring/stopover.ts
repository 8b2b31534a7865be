import { setTimeout } from "node:timers/promises";
import { readLive } from "../../checks/object-probe.js";
import { titleOf, type ObjectKey } from "../../labs/kube.js";
import type { Stopover } from "../../labs/stopovers.js";
import { ToolError } from "../../lib/errors.js";
import type { Kubectl } from "../../tools/kubectl.js";

/** Kubernetes' garbage collector takes a second or two. In ms. */
const LIMIT_MS = 60_000;
const LOOK_MS = 500;

/**
 * Waits until what belonged to an object that was deleted is gone, too.
 * @throws ToolError `not-gone` after a minute, with what is left.
 */
export async function waitUntilGone(
  stack: string,
  { owner, owned, via }: Stopover,
  kubectl: Kubectl,
  sleep: (ms: number) => Promise<unknown> = setTimeout,
): Promise<void> {
  let left: readonly string[] = [];
  for (let waited = 0; waited <= LIMIT_MS; waited += LOOK_MS) {
    if (waited > 0) await sleep(LOOK_MS);
    left = [...(await readLive(owned, kubectl)).keys()];
    if (left.length === 0) return;
  }
  const names = left.map(titleOf).join(", ");
  throw new ToolError(
    "not-gone",
    `${titleOf(owner)} is deleted, and a minute later what was made for it is still there: ${names}.`,
    {
      // kubectl of the learner's own shell would ask another cluster
      next: `eval "$(./lab env ${stack})"; ${left.map(deletion).join("; ")}; ./lab goto ${via} --week ${stack}`,
    },
  );
}

function deletion(key: ObjectKey): string {
  const [kind = "", ...path] = key.split("/");
  const [name = "", namespace] = path.reverse();
  const where = namespace === undefined ? "" : ` -n ${namespace}`;
  return `kubectl delete ${kind.toLowerCase()} ${name}${where}`;
}
