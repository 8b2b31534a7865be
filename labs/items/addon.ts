import type { AddonSpec } from "../addons.js";
import { withoutRepeatedPulls } from "../images.js";
import type { KubeObject } from "../kube.js";
import type { AddonName } from "../parts/index.js";
import type { Kind } from "./kind.js";

/** A sample addon of the Istio release, and how it is published. */
export interface AddonItem {
  readonly kind: "addon";
  readonly name: AddonName;
  readonly spec: AddonSpec;
}

export const addonKind: Kind<AddonItem> = {
  key: ({ name }) => `addon/${name}`,
  title: ({ name }) => `addon ${name}`,
  content: ({ spec }) => spec,
  needsCluster: true,
  samples: ({ name }) => [name],
  objects: ({ name, spec }, { sample }) =>
    sample(name)
      .map((object) => withoutRepeatedPulls(published(object, spec)))
      .map((object) => ({ part: name, object })),
};

interface ServicePort {
  readonly port: number;
  readonly [field: string]: unknown;
}

/** An object of the addon; a Service with the type and the node ports of the state. */
function published(object: KubeObject, spec: AddonSpec): KubeObject {
  const service = object["spec"] as { readonly ports?: readonly ServicePort[] } | undefined;
  const ports = object.kind === "Service" ? (service?.ports ?? []) : [];
  if (spec.type !== "NodePort" || !ports.some(({ port }) => port in spec.nodePorts)) return object;
  const nodePorts = ports.map((port) => ({ ...port, nodePort: spec.nodePorts[port.port] }));
  return { ...object, spec: { ...service, type: spec.type, ports: nodePorts } };
}
