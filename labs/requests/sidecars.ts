import { INJECTOR, injectorValues } from "../injector.js";
import type { LabObject } from "../objects.js";
import { amountOf, NONE, type Amount, type PodTemplate } from "./pod.js";

/** The label of a pod, or the older annotation, that says whether it gets a sidecar. */
const INJECT = "sidecar.istio.io/inject";
const CPU = "sidecar.istio.io/proxyCPU";
const MEMORY = "sidecar.istio.io/proxyMemory";

/** Tells what the injector adds to the pods of a namespace. */
export type SidecarOf = (namespace: string, pod: PodTemplate) => Amount;

/**
 * What the sidecars of a lab reserve: nothing where no Istio is installed, where the namespace does not ask for
 * them, and where a pod says no.
 * @see https://istio.io/v1.17/docs/setup/additional-setup/sidecar-injection/
 */
export function sidecarsOf(objects: readonly LabObject[]): SidecarOf {
  const injector = objects.find(({ key }) => key === INJECTOR)?.object;
  if (injector === undefined) return () => NONE;
  const proxy = injectorValues(injector).global?.proxy?.resources;
  const asking = new Set(
    objects
      .filter(({ object }) => object.kind === "Namespace")
      .filter(({ object }) => asksForSidecars(object.metadata.labels))
      .map(({ object }) => object.metadata.name),
  );
  return (namespace, { metadata = {}, spec = {} }) => {
    const said = metadata.labels?.[INJECT] ?? metadata.annotations?.[INJECT];
    const gets = said === undefined ? asking.has(namespace) : said === "true";
    if (!gets || spec.hostNetwork === true) return NONE;
    const { [CPU]: cpu, [MEMORY]: memory } = metadata.annotations ?? {};
    if (cpu === undefined && memory === undefined) return amountOf(proxy);
    // one of them takes the place of all that the mesh says
    return amountOf({
      requests: {
        ...(cpu === undefined ? {} : { cpu }),
        ...(memory === undefined ? {} : { memory }),
      },
    });
  };
}

const asksForSidecars = (labels: Readonly<Record<string, string>> = {}): boolean =>
  labels["istio-injection"] === "enabled" ||
  (labels["istio-injection"] === undefined && labels["istio.io/rev"] !== undefined);
