import type { KubeObject } from "../../labs/kube.js";

/** An object as kubectl is told of it: `virtualservice.networking.istio.io catalog -n istioinaction`. */
export function addressOf({ apiVersion, kind, metadata: { name, namespace } }: KubeObject): string {
  const [group = "", version] = apiVersion.split("/");
  const type = version === undefined ? kind : `${kind}.${group}`;
  const scope = namespace === undefined ? "" : ` -n ${namespace}`;
  return `${type.toLowerCase()} ${name}${scope}`;
}
