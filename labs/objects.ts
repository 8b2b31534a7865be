import type { AddonSpec } from "./addons.js";
import type { Capabilities } from "./capabilities.js";
import type { IstioOperatorSpec } from "./istio.js";
import { withoutRepeatedPulls } from "./images.js";
import { mistake } from "./mistake.js";
import { keyOf, type KubeObject, type ObjectKey } from "./kube.js";
import { ADDONS, PARTS, type AddonName, type DefinitionsName, type Part } from "./parts/index.js";
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

/** The manifests of others, fetched or rendered beforehand (render/). */
export interface Manifests {
  readonly istio: (spec: IstioOperatorSpec) => readonly KubeObject[];
  readonly addon: (name: AddonName) => readonly KubeObject[];
  readonly definitions: (name: DefinitionsName) => readonly KubeObject[];
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
  const istio = state.mesh === undefined ? [] : manifests.istio(state.mesh);
  const found: LabObject[] = [
    ...place("istio", istio),
    ...ADDONS.flatMap((name) => {
      const spec = state.addons[name];
      if (spec === undefined) return [];
      return place(name, publish(manifests.addon(name), spec).map(withoutRepeatedPulls));
    }),
    ...state.definitions.flatMap((name) => place(name, manifests.definitions(name))),
    ...Object.entries(state.objects).map(([key, { part, object }]) => ({ key, part, object })),
  ].filter(({ object }) => where.target.runs.webhooks || !NEEDS_RUNNING_PODS.has(object.kind));
  const objects = where.target.runs.pods ? fitted(found, where) : found;
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

function place(part: Part, objects: readonly KubeObject[]): LabObject[] {
  return objects.map((object) => ({ key: keyOf(object), part, object }));
}

function refuseDuplicates(objects: readonly LabObject[]): void {
  const seen = new Map<ObjectKey, Part>();
  for (const { key, part } of objects) {
    const other = seen.get(key);
    if (other !== undefined)
      throw mistake(key, `declared by ${other} and by ${part}`, "one part that declares an object");
    seen.set(key, part);
  }
}

interface ServicePort {
  readonly port: number;
  readonly [field: string]: unknown;
}

/** Gives the addon's Services the type and node ports of the state. */
function publish(objects: readonly KubeObject[], spec: AddonSpec): KubeObject[] {
  return objects.map((object) => {
    const service = object["spec"] as { readonly ports?: readonly ServicePort[] } | undefined;
    const ports = object.kind === "Service" ? (service?.ports ?? []) : [];
    if (spec.type !== "NodePort" || !ports.some(({ port }) => port in spec.nodePorts))
      return object;
    const published = ports.map((port) => ({ ...port, nodePort: spec.nodePorts[port.port] }));
    return { ...object, spec: { ...service, type: spec.type, ports: published } };
  });
}
