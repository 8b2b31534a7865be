import type { Capabilities } from "./capabilities.js";
import { withEmptyVolumes } from "./empty-volumes.js";
import { placedBy } from "./items/index.js";
import { mistake } from "./mistake.js";
import { keyOf, type KubeObject, type ObjectKey } from "./kube.js";
import type { Manifests } from "./manifests.js";
import { PARTS, type Part } from "./parts/index.js";
import type { Reserved } from "./quantity.js";
import { withSmallRequests } from "./small-requests/index.js";
import { withStandIns } from "./stand-ins/index.js";
import type { LabState } from "./state.js";

/** The images of a lab: those that its objects name, or the stand-ins that `lab bed up` makes under their names. */
export type Images = "official" | "stand-ins";

/** How much Istio reserves: as much as in its default profile, or as little as in its demo profile. */
export type Requests = "official" | "small";

/** What the objects of a lab depend on besides its state. */
export interface Where {
  /** Where the lab runs. */
  readonly target: Capabilities;
  readonly images: Images;
  /** Only where pods run; those that are simulated fit anyway. @default official */
  readonly cpuRequests?: Requests;
  /** The same of memory. @default official */
  readonly memoryRequests?: Requests;
}

/** One object of a lab, with the component that it belongs to. */
export interface LabObject {
  readonly key: ObjectKey;
  readonly part: Part;
  readonly object: KubeObject;
}

/**
 * Objects that stand for something that answers requests. Where nothing does, a webhook would refuse every pod, and
 * an unavailable APIService would break the discovery of all clients.
 */
const NEEDS_RUNNING_PODS = new Set([
  "MutatingWebhookConfiguration",
  "ValidatingWebhookConfiguration",
  "APIService",
]);

/**
 * All objects of a lab at one state, sorted by part and key.
 * The program, the diff, the image list, the checks and the policies all read this one list.
 * @throws UsageError when two parts declare the same object.
 */
export function objectsOf(state: LabState, manifests: Manifests, where: Where): LabObject[] {
  const found = Object.values(state)
    .flatMap((item) => placedBy(item, manifests))
    .map((placed): LabObject => ({ key: keyOf(placed.object), ...placed }))
    .filter(({ object }) => where.target.runs.webhooks || !NEEDS_RUNNING_PODS.has(object.kind));
  const objects = where.target.runs.pods ? fitted(found, where) : withEmptyVolumes(found);
  refuseDuplicates(objects);
  return objects.sort((a, b) => rank(a) - rank(b) || a.key.localeCompare(b.key));
}

/** What is other than in the study on this machine. */
function fitted(found: LabObject[], where: Where): LabObject[] {
  const { images, cpuRequests, memoryRequests } = where;
  const small: Reserved[] = [
    ...(cpuRequests === "small" ? (["cpu"] as const) : []),
    ...(memoryRequests === "small" ? (["memory"] as const) : []),
  ];
  const objects = small.length === 0 ? found : withSmallRequests(found, small);
  return images === "stand-ins" ? withStandIns(objects) : objects;
}

const rank = ({ part }: LabObject): number => PARTS.indexOf(part);

function refuseDuplicates(objects: readonly LabObject[]): void {
  const seen = new Map<ObjectKey, Part>();
  for (const { key, part } of objects) {
    const other = seen.get(key);
    if (other !== undefined)
      throw mistake(key, `declared by ${other} and by ${part}`, "one part that declares an object");
    seen.set(key, part);
  }
}
