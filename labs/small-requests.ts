import { millicores, withSameScaling } from "./small-requests/scaling.js";
import type { KubeObject, ObjectKey } from "./kube.js";
import type { LabObject } from "./objects.js";

/*
 * Istio's default profile reserves 500m CPU for istiod and 100m for the gateway and for each sidecar. A request
 * only reserves: nothing of a lab needs that much, but a node with 2 CPUs has no room left for week 3's last pods.
 */

/** What Istio's own demo profile reserves for istiod, for a gateway and for a sidecar. */
export const SMALL_CPU = "10m";

/** What the sidecars ask for: the injection templates take it from the values in here. */
const INJECTOR = "ConfigMap/istio-system/istio-sidecar-injector";

/**
 * Lets Istio's Deployments and the injected sidecars reserve no more CPU than in Istio's demo profile. Memory, limits
 * and the point at which istiod and the gateway are scaled out stay; every other object stays as it is.
 * @throws Error when Istio is rendered in another form than expected: then nothing would be smaller, unnoticed.
 */
export function withSmallRequests(objects: readonly LabObject[]): LabObject[] {
  const istio = objects.filter(({ part }) => part === "istio");
  if (istio.length > 0 && !istio.some(({ key }) => key === INJECTOR)) {
    throw new Error(`no CPU requests to change: Istio is rendered without ${INJECTOR}`);
  }
  const official = new Map(
    istio
      .filter(({ object }) => object.kind === "Deployment")
      .map(({ key, object }) => [key, requestOf(key, object)]),
  );
  return objects.map((placed) =>
    placed.part === "istio" ? { ...placed, object: changed(placed, official) } : placed,
  );
}

function changed({ key, object }: LabObject, official: ReadonlyMap<ObjectKey, number>): KubeObject {
  if (key === INJECTOR) return withSmallSidecars(object);
  if (object.kind === "Deployment") return withSmallContainers(object);
  return object.kind === "HorizontalPodAutoscaler"
    ? withSameScaling(key, object, official)
    : object;
}

interface Resources {
  readonly requests?: { readonly cpu?: string };
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

/** The CPU that one pod of a Deployment reserves as rendered, in thousandths. */
function requestOf(key: ObjectKey, object: KubeObject): number {
  const containers = containersOf(object);
  if (containers.length === 0)
    throw new Error(`no CPU requests to change: ${key} has no container`);
  return containers.reduce((sum, { name, resources }) => {
    const cpu = millicores(resources?.requests?.cpu);
    if (cpu !== undefined) return sum + cpu;
    throw new Error(`no CPU request to change: ${key}, container ${name}`);
  }, 0);
}

const withSmallCpu = (resources: Resources | undefined): Resources => ({
  ...resources,
  requests: { ...resources?.requests, cpu: SMALL_CPU },
});

function withSmallContainers(object: KubeObject): KubeObject {
  const spec = object["spec"] as Deployment;
  const containers = containersOf(object).map((container) => ({
    ...container,
    resources: withSmallCpu(container.resources),
  }));
  const template = { ...spec.template, spec: { ...spec.template?.spec, containers } };
  return { ...object, spec: { ...spec, template } };
}

interface InjectorValues {
  readonly global?: { readonly proxy?: { readonly resources?: Resources } };
}

function withSmallSidecars(object: KubeObject): KubeObject {
  const data = object["data"] as Readonly<Record<string, string>> | undefined;
  const values = injectorValues(data?.["values"]);
  const proxy = values.global?.proxy;
  if (millicores(proxy?.resources?.requests?.cpu) === undefined) {
    const field = "global.proxy.resources.requests.cpu";
    throw new Error(`no CPU request to change: the values of ${INJECTOR} have no ${field}`);
  }
  const smaller = { ...proxy, resources: withSmallCpu(proxy?.resources) };
  const text = { ...values, global: { ...values.global, proxy: smaller } };
  // indented as Istio's charts write it
  return { ...object, data: { ...data, values: JSON.stringify(text, null, 2) } };
}

function injectorValues(text = ""): InjectorValues {
  try {
    return JSON.parse(text) as InjectorValues;
  } catch (cause) {
    throw new Error(`no CPU request to change: the values of ${INJECTOR} are not JSON`, { cause });
  }
}
