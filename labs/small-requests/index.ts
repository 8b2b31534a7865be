import {
  INJECTOR,
  injectorValues,
  withInjectorValues,
  type InjectorValues,
  type Resources,
} from "../injector.js";
import type { KubeObject, ObjectKey } from "../kube.js";
import type { LabObject } from "../objects.js";
import { bytesOf, millicores, type Reserved } from "../quantity.js";
import { withSameScaling } from "./scaling.js";

/*
 * Istio's default profile reserves 500m CPU and 2 GiB for istiod, 100m and 128 MiB for the gateway and for each
 * sidecar. A request only reserves: nothing of a lab needs that much, but a node with 2 CPUs has no room left for
 * week 3's last pods, and one with 2 GiB none for istiod.
 */

/** What Istio's own demo profile reserves for istiod, for a gateway and for a sidecar (manifests/profiles/demo.yaml). */
const SMALL_CPU = "10m";
const SMALL_MEMORY = "40Mi";
const SMALL_ISTIOD_MEMORY = "100Mi";

/** istiod's container. */
const DISCOVERY = "discovery";
/** Its manifests ask for 200Mi, which is for a hundred nodes. */
const METRICS_SERVER: ObjectKey = "Deployment/kube-system/metrics-server";

const KINDS = {
  cpu: { name: "CPU", read: millicores, small: () => SMALL_CPU },
  memory: {
    name: "memory",
    read: bytesOf,
    small: (container: string) => (container === DISCOVERY ? SMALL_ISTIOD_MEMORY : SMALL_MEMORY),
  },
} as const;

/**
 * Lets Istio's Deployments and the injected sidecars reserve no more than in Istio's demo profile, and metrics-server
 * no more memory than a sidecar. Limits and the point at which istiod and the gateway are scaled out stay; every other
 * object stays as it is.
 * @param small what is made small.
 * @throws Error when Istio is rendered in another form than expected: then nothing would be smaller, unnoticed.
 */
export function withSmallRequests(
  objects: readonly LabObject[],
  small: readonly Reserved[],
): LabObject[] {
  const istio = objects.filter(({ part }) => part === "istio");
  if (istio.length > 0 && !istio.some(({ key }) => key === INJECTOR)) {
    throw new Error(`no requests to change: Istio is rendered without ${INJECTOR}`);
  }
  const deployments = istio.filter(({ object }) => object.kind === "Deployment");
  return small.reduce<LabObject[]>(
    (changed, reserved) => {
      const official = new Map(
        deployments.map(({ key, object }) => [key, requestOf(reserved, key, object)]),
      );
      return changed.map((placed) => ({
        ...placed,
        object: withSmall(reserved, placed, official),
      }));
    },
    [...objects],
  );
}

function withSmall(
  reserved: Reserved,
  { key, part, object }: LabObject,
  official: ReadonlyMap<ObjectKey, number>,
): KubeObject {
  if (key === METRICS_SERVER && reserved === "memory") return withSmallContainers(reserved, object);
  if (part !== "istio") return object;
  if (key === INJECTOR) return withSmallSidecars(reserved, object);
  if (object.kind === "Deployment") return withSmallContainers(reserved, object);
  return object.kind === "HorizontalPodAutoscaler"
    ? withSameScaling(reserved, key, object, official)
    : object;
}

interface Container {
  readonly name: string;
  readonly resources?: Resources;
}

interface Deployment {
  readonly template?: { readonly spec?: { readonly containers?: readonly Container[] } };
}

const containersOf = (object: KubeObject): readonly Container[] =>
  (object["spec"] as Deployment | undefined)?.template?.spec?.containers ?? [];

/** What one pod of a Deployment reserves as rendered, in thousandths of a CPU or in bytes. */
function requestOf(reserved: Reserved, key: ObjectKey, object: KubeObject): number {
  const { name: what, read } = KINDS[reserved];
  const containers = containersOf(object);
  if (containers.length === 0)
    throw new Error(`no ${what} requests to change: ${key} has no container`);
  return containers.reduce((sum, { name, resources }) => {
    const request = read(resources?.requests?.[reserved]);
    if (request !== undefined) return sum + request;
    throw new Error(`no ${what} request to change: ${key}, container ${name}`);
  }, 0);
}

function small(reserved: Reserved, name: string, resources: Resources | undefined): Resources {
  const { small: smallOf } = KINDS[reserved];
  return { ...resources, requests: { ...resources?.requests, [reserved]: smallOf(name) } };
}

function withSmallContainers(reserved: Reserved, object: KubeObject): KubeObject {
  const spec = object["spec"] as Deployment;
  const containers = containersOf(object).map((container) => ({
    ...container,
    resources: small(reserved, container.name, container.resources),
  }));
  const template = { ...spec.template, spec: { ...spec.template?.spec, containers } };
  return { ...object, spec: { ...spec, template } };
}

function withSmallSidecars(reserved: Reserved, object: KubeObject): KubeObject {
  const { name, read } = KINDS[reserved];
  const values: InjectorValues = injectorValues(object);
  const proxy = values.global?.proxy;
  if (read(proxy?.resources?.requests?.[reserved]) === undefined) {
    const field = `global.proxy.resources.requests.${reserved}`;
    throw new Error(`no ${name} request to change: the values of ${INJECTOR} have no ${field}`);
  }
  const smaller = { ...proxy, resources: small(reserved, "istio-proxy", proxy?.resources) };
  return withInjectorValues(object, {
    ...values,
    global: { ...values.global, proxy: smaller },
  });
}
