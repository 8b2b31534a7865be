import type { LabObject } from "../labs/objects.js";
import { nodePortsOf } from "../labs/urls.js";

/** The address of the part's Service inside the cluster, `catalog.istioinaction:80`; undefined without one. */
export function serviceAddress(objects: readonly LabObject[], name: string): string | undefined {
  const service = objects.find(({ key }) => key.startsWith("Service/") && key.endsWith(`/${name}`));
  if (service === undefined) return undefined;
  const { namespace = "default" } = service.object.metadata;
  const spec = service.object["spec"] as { readonly ports?: readonly { readonly port: number }[] };
  return `${name}.${namespace}:${spec.ports?.[0]?.port ?? 80}`;
}

/** The first node port of the part's Service of this name; undefined while it is published nowhere. */
export function nodePort(objects: readonly LabObject[], name: string): number | undefined {
  return objects
    .filter(({ object }) => object.metadata.name === name)
    .flatMap(({ object }) => nodePortsOf(object))[0];
}
