import { NAMESPACE } from "../apps/app.js";
import type { CommandProbe, PodPlace } from "../probe-kinds.js";
import { onHost } from "../probes.js";

/** The proxies that chapter 5 looks into, as istioctl takes them. */
export const INGRESS = "deploy/istio-ingressgateway.istio-system";
export const WEBAPP = `deploy/webapp.${NAMESPACE}`;
export const CATALOG_PROXY = `deploy/catalog.${NAMESPACE}`;
export const FORUM = `deploy/forum.${NAMESPACE}`;

type Dump = "listener" | "routes" | "cluster" | "endpoint";

/** What a proxy knows: `istioctl proxy-config` on the host. */
export const dump = (
  of: Dump,
  proxy: string,
  options: readonly string[],
  output: Pick<CommandProbe, "matches" | "lacks">,
): CommandProbe => onHost(["istioctl", "proxy-config", of, proxy, ...options], output);

/** The same for a shell. */
export const showDump = (of: Dump, proxy: string, ...options: readonly string[]): string =>
  ["istioctl", "proxy-config", of, proxy, ...options]
    .map((word) => (word.includes("|") ? `"${word}"` : word))
    .join(" ");

/** The options that choose the endpoints of one of catalog's clusters; without a subset those of all versions. */
export const endpointsOf = (host: string, subset = ""): readonly string[] => [
  "--cluster",
  `outbound|80|${subset}|${host}`,
];

/** Expression for a table with so many endpoints on catalog's port, all healthy, and no other row. */
export const healthyEndpoints = (count: number): string =>
  `^ENDPOINT[^\\n]*(?:\\n\\S+:3000\\s+HEALTHY\\s+OK\\s[^\\n]*){${count}}(?![^\\n])(?!\\n\\S)`;

/** A table's row for catalog within the mesh that a VirtualService of that name steers. */
export const STEERED = `^80\\s+catalog,.*\\scatalog\\.${NAMESPACE}\\s*$`;

/** The sidecar of a Deployment's pod, where its access log is. */
export const sidecarOf = (name: string): PodPlace => ({
  namespace: NAMESPACE,
  pod: `deploy/${name}`,
  container: "istio-proxy",
});

/** Expression for an output in which all of these are, in this order. */
export const inOrder = (...parts: readonly string[]): string => parts.join("[\\s\\S]*");

/** A text as it stands in an expression. */
export const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
