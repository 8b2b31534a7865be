import { CACHE_PREFIX } from "../labs/registries.js";

/** What is read of a container's status. */
interface ContainerStatus {
  readonly name: string;
  readonly image?: string;
  readonly ready?: boolean;
  readonly restartCount?: number;
  readonly state?: {
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly running?: { readonly startedAt?: string };
    readonly terminated?: Ended;
  };
  readonly lastState?: { readonly terminated?: Ended };
}

interface Ended {
  readonly exitCode: number;
  readonly reason?: string;
}

/** What is read of a pod. */
export interface Pod {
  readonly kind: "Pod";
  readonly metadata: {
    readonly namespace: string;
    readonly name: string;
    readonly uid?: string;
    readonly deletionTimestamp?: string;
  };
  readonly status?: {
    readonly phase?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly message?: string;
    }[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

/** What is read of an event. */
export interface KubeEvent {
  readonly kind: "Event";
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly involvedObject: { readonly uid?: string };
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
}

/** How much of a message is shown: registries and schedulers write whole paragraphs. */
const SHOWN = 200;

/**
 * The pods that are not ready and why, a sentence each: `shop/catalog-1: not scheduled: 0/1 nodes are available`.
 * @param items of `kubectl get pods,events -A -o json`.
 */
export function podReasons(items: readonly (Pod | KubeEvent)[]): string[] {
  const events = items.filter((item) => item.kind === "Event");
  return items
    .filter((item) => item.kind === "Pod")
    .filter(isWaitedFor)
    .map((pod) => {
      const { namespace, name } = pod.metadata;
      return `${namespace}/${name}: ${cut(reasonOf(pod, warningsOf(pod, events)))}`;
    })
    .sort();
}

function isWaitedFor(pod: Pod): boolean {
  return isMeantToRun(pod) && condition(pod.status, "Ready")?.status !== "True";
}

/** Whether a pod is to be there for good: neither on its way out nor done with its work. */
export const isMeantToRun = ({ metadata, status }: Pod): boolean =>
  metadata.deletionTimestamp === undefined && status?.phase !== "Succeeded";

const condition = (status: Pod["status"], type: string) =>
  status?.conditions?.find((each) => each.type === type);

/** @param warnings the pod's, the last one last. */
function reasonOf({ status }: Pod, warnings: readonly string[]): string {
  const scheduled = condition(status, "PodScheduled");
  if (scheduled?.status === "False") return notScheduled(scheduled.message);
  const init = status?.initContainerStatuses?.find(
    ({ state }) => state?.terminated?.exitCode !== 0,
  );
  if (init !== undefined)
    return withHint(init, `init container ${init.name} ${stateOf(init, warnings)}`);
  const container = status?.containerStatuses?.find(({ ready }) => ready !== true);
  if (container !== undefined) return `container ${container.name} ${stateOf(container, warnings)}`;
  return warnings.at(-1) ?? (status?.phase ?? "Pending").toLowerCase();
}

/** The scheduler names what is missing, and not what a lab needs of it. */
function notScheduled(message = "no reason given"): string {
  const isFull = /Insufficient (cpu|memory)/.test(message);
  const next = isFull ? " (./lab doctor: what the week reserves, and what Docker has)" : "";
  const text = `not scheduled: ${message}`;
  return `${cut(text, SHOWN - next.length)}${next}`;
}

/**
 * What a status can't tell: istio-init ends where the kernel can't catch a sidecar's traffic, and only its log says so.
 */
function withHint({ name, state, lastState }: ContainerStatus, reason: string): string {
  const code = (state?.terminated ?? lastState?.terminated)?.exitCode ?? 0;
  if (name !== "istio-init" || code === 0) return reason;
  return `${reason}; if the kernel lacks iptables' old tables, ./lab doctor says so`;
}

/** What every pod passes through: the reason for it is in an event, if there is one. */
const PASSING = new Set(["ContainerCreating", "PodInitializing"]);
const PULLING = new Set(["ErrImagePull", "ImagePullBackOff"]);

function stateOf(container: ContainerStatus, warnings: readonly string[]): string {
  const { state, lastState, restartCount = 0 } = container;
  const waiting = state?.waiting;
  const warning = warnings.at(-1);
  const ended = state?.terminated ?? lastState?.terminated;
  const because = warning === undefined ? "" : `: ${warning}`;
  if (waiting?.reason === "CrashLoopBackOff" || state?.terminated !== undefined) {
    const how = ended === undefined ? "" : ` with ${ended.exitCode} (${ended.reason ?? "Error"})`;
    return `ended${how}, ${restartCount} restarts`;
  }
  if (waiting === undefined) return `runs and is not ready${because}`;
  const { reason = "waiting", message } = waiting;
  if (PULLING.has(reason)) {
    // the two take turns, and only one of them says why
    const why = warnings.findLast((text) => text.includes("Failed to pull image")) ?? message;
    return `can't pull ${container.image ?? "its image"}: ${causeOf(why ?? reason)}`;
  }
  if (PASSING.has(reason)) return `waits: ${warning ?? reason}`;
  return `waits: ${reason}${message === undefined ? because : `: ${message}`}`;
}

/** The end of a pull's error: all before it repeats the image in other words. */
function causeOf(error: string): string {
  // of several places containerd names only the first that failed, which is the cache
  if (error.includes(CACHE_PREFIX)) return "neither its registry nor a cache of it answers";
  return error.split(/": |desc = /).at(-1) ?? error;
}

function warningsOf({ metadata }: Pod, events: readonly KubeEvent[]): string[] {
  return events
    .filter(({ type, involvedObject }) => type === "Warning" && involvedObject.uid === metadata.uid)
    .sort((a, b) => timeOf(a).localeCompare(timeOf(b)))
    .map(({ reason = "warning", message = "" }) => `${reason}: ${message}`);
}

const timeOf = ({ lastTimestamp, eventTime }: KubeEvent): string =>
  lastTimestamp ?? eventTime ?? "";

function cut(text: string, length = SHOWN): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
