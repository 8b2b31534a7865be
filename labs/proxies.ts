import { NAMESPACE } from "./apps/app.js";
import type { CommandProbe } from "./probe-kinds.js";
import { onHost } from "./probes.js";
import { absent, fieldsOf, type Tree, type TreeMap } from "./tree.js";

/* What a proxy knows, in Envoy's own words: `istioctl proxy-config <what> <proxy> -o json`. */

/** A partial tree of what istioctl prints; where there are several, all of them must fit. */
type Trees = readonly [Tree, ...Tree[]];

/** A proxy, and what can be asked of it. What is printed is a list, but for the bootstrap. */
export interface Proxy {
  /** @param port of those alone that listen there; undefined: all */
  readonly listeners: (port: number | undefined, ...trees: Trees) => CommandProbe;
  /** @param name of a route configuration: `80`, `http.8080` */
  readonly routes: (name: string, ...trees: Trees) => CommandProbe;
  /** @param fqdn a service's full name: its clusters are those of its ports and subsets */
  readonly clusters: (fqdn: string, ...trees: Trees) => CommandProbe;
  /** Clusters with their `hostStatuses`. @param cluster the only one; undefined: all that have endpoints */
  readonly endpoints: (cluster: string | undefined, ...trees: Trees) => CommandProbe;
  /** What it was started with, below `bootstrap`. */
  readonly bootstrap: (...trees: Trees) => CommandProbe;
}

/** @param proxy as istioctl takes it: `deploy/webapp.istioinaction` */
function proxyAt(proxy: string): Proxy {
  const ask = (what: readonly string[], trees: Trees): CommandProbe => {
    const [of = "", ...options] = what;
    const command = ["istioctl", "proxy-config", of, proxy, ...options, "-o", "json"];
    return { ...onHost(command), json: trees.map((tree) => fieldsOf(tree)) };
  };
  return {
    listeners: (port, ...trees) =>
      ask(["listener", ...(port === undefined ? [] : ["--port", `${port}`])], trees),
    routes: (name, ...trees) => ask(["routes", "--name", name], trees),
    clusters: (fqdn, ...trees) => ask(["cluster", "--fqdn", fqdn], trees),
    endpoints: (cluster, ...trees) =>
      ask(["endpoint", ...(cluster === undefined ? [] : ["--cluster", cluster])], trees),
    bootstrap: (...trees) => ask(["bootstrap"], trees),
  };
}

/** The proxy next to an application. @param namespace of it. Default: that of the book's exercises */
export const sidecar = (deployment: string, namespace = NAMESPACE): Proxy =>
  proxyAt(`deploy/${deployment}.${namespace}`);

export const ingressGateway = proxyAt("deploy/istio-ingressgateway.istio-system");

/** The name of the cluster for calls to port 80 of a service. */
export const outbound = (fqdn: string, subset = ""): string => `outbound|80|${subset}|${fqdn}`;

/** A route that a VirtualService has made. */
export const madeBy = (virtualService: string): TreeMap => ({
  metadata: {
    filterMetadata: {
      istio: {
        config: `/apis/networking.istio.io/v1alpha3/namespaces/${NAMESPACE}/virtual-service/${virtualService}`,
      },
    },
  },
});

/** An endpoint that gets requests. Envoy leaves out what is false. */
export const inUse: TreeMap = {
  healthStatus: { edsHealthStatus: "HEALTHY", failedOutlierCheck: absent },
};

/** An endpoint that outlier detection has taken out for a while. */
export const ejected: TreeMap = {
  healthStatus: { edsHealthStatus: "HEALTHY", failedOutlierCheck: true },
};

/** An endpoint on this port. */
export const onPort = (portValue: number): TreeMap => ({
  address: { socketAddress: { portValue } },
});
