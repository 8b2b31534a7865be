import { setTimeout } from "node:timers/promises";
import type { Kubectl } from "../../tools/kubectl.js";
import { withHeartbeat } from "../../lib/progress.js";
import type { Tell } from "../events.js";
import { isMeantToRun, type Pod } from "../../checks/pod-reasons.js";
import { waitUntil } from "../../lib/wait.js";

/** How often it is looked, in ms. */
const LOOK_MS = 1_000;
/** Some forty pods run again about a minute after their node was started, on 2 cores. In ms. */
const LIMIT_MS = 180_000;
/** How many pods are named. */
const SHOWN = 3;

/** The clock and the listener of the wait. Tests pass others. */
export interface SettleOptions {
  readonly tell: Tell;
  readonly sleep?: (ms: number) => Promise<unknown>;
  readonly now?: () => number;
}

/**
 * Waits until all pods of a node that was started again run again. Until then the API server tells what it knew
 * before the stop: pods that are ready, at addresses that others may have by now.
 * Never fails: after three minutes it names those that are missing, since a lab may hold a pod that can't start.
 * @param since when the node was started.
 */
export async function settle(
  kubectl: Kubectl,
  since: Date,
  { tell, sleep = setTimeout, now = Date.now }: SettleOptions,
): Promise<void> {
  let waiting: readonly string[] = [];
  const text = (): string => `${waiting.slice(0, SHOWN).join(", ")}${more(waiting.length)}`;
  const working = ({ text: news }: { readonly text: string }): void => {
    tell({ kind: "pods-awaited", text: news });
  };
  await withHeartbeat(working, "pods", text, async () => {
    const isDone = async (): Promise<boolean> => {
      waiting = await notBack(kubectl, since);
      return waiting.length === 0;
    };
    await waitUntil(isDone, { limitMs: LIMIT_MS, pauseMs: LOOK_MS, sleep, now });
  });
  if (waiting.length > 0) tell({ kind: "pods-given-up", pods: text(), waitedMs: LIMIT_MS });
}

const more = (count: number): string => (count > SHOWN ? ` and ${count - SHOWN} more` : "");

/** The pods that do not run again yet; all of them while the cluster does not say. */
async function notBack(kubectl: Kubectl, since: Date): Promise<string[]> {
  try {
    const { stdout } = await kubectl(["get", "pods", "-A", "-o", "json"]);
    const { items } = JSON.parse(stdout) as { readonly items: readonly Pod[] };
    return items
      .filter((pod) => isMeantToRun(pod) && pod.status?.phase !== "Failed" && !isBack(pod, since))
      .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  } catch {
    return ["all pods"];
  }
}

function isBack({ status }: Pod, since: Date): boolean {
  const ready = status?.conditions?.find(({ type }) => type === "Ready");
  const containers = status?.containerStatuses ?? [];
  return (
    ready?.status === "True" &&
    containers.every(({ state }) => {
      const at = state?.running?.startedAt;
      return at !== undefined && new Date(at) >= since;
    })
  );
}
