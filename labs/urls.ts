import type { ClusterSpec } from "./cluster.js";
import type { ContainerSpec } from "./container.js";
import type { KubeObject } from "./kube.js";
import type { LabObject } from "./objects.js";
import { partNamed, PARTS } from "./parts/index.js";

/** A page or API of the lab that the learner opens from the host. */
export interface LabUrl {
  readonly url: string;
  /** What is there: `Kiali`. */
  readonly purpose: string;
  /** The Service behind it, as `namespace/name`, or the container: `container proxy`. */
  readonly service: string;
}

/** The paths under which a Service's start page lies, where it isn't `/`. */
const START_PAGES: Readonly<Record<string, string>> = Object.assign(
  {},
  ...PARTS.map((name) => partNamed(name).pages),
) as Record<string, string>;

/** A port of a Service, as far as it says what is behind a port of the host. */
interface ServicePort {
  readonly name?: string;
  readonly nodePort?: number;
}

/** What a port of a Service speaks that is no plain HTTP, by the word that its name begins with: `https-webapp`. */
const SCHEMES: Readonly<Record<string, string>> = { https: "https", tcp: "tcp" };

const schemeOf = ({ name = "" }: ServicePort): string =>
  SCHEMES[name.split("-")[0] ?? ""] ?? "http";

/** The host ports that lead to a Service of the lab at this state. */
export function urlsOf(objects: readonly LabObject[], cluster: ClusterSpec): LabUrl[] {
  const published = objects.flatMap(({ object }) =>
    portsOf(object).map((port) => ({ port, metadata: object.metadata })),
  );
  return cluster.ports.flatMap(({ hostPort, containerPort, purpose }) => {
    const found = published.find(({ port }) => port.nodePort === containerPort);
    if (found === undefined) return [];
    const { namespace = "default", name } = found.metadata;
    const service = `${namespace}/${name}`;
    const url = `${schemeOf(found.port)}://127.0.0.1:${hostPort}${START_PAGES[service] ?? ""}`;
    return [{ url, purpose, service }];
  });
}

/** The host ports that lead into Docker's containers, on the host address that they listen on. */
export const containerUrls = (
  containers: readonly ContainerSpec[],
  listenAddress: string,
): LabUrl[] =>
  containers.flatMap(({ name, ports = [] }) =>
    ports.map(({ hostPort, purpose }) => ({
      url: reachedAt(`http://127.0.0.1:${hostPort}`, listenAddress, { ports }),
      purpose,
      service: `container ${name}`,
    })),
  );

function portsOf(object: KubeObject): readonly ServicePort[] {
  if (object.kind !== "Service") return [];
  return (object["spec"] as { readonly ports?: readonly ServicePort[] }).ports ?? [];
}

/** The node ports of a Service; none for any other object. */
export const nodePortsOf = (object: KubeObject): number[] =>
  portsOf(object).flatMap(({ nodePort }) => (nodePort === undefined ? [] : [nodePort]));

/** Addresses that 127.0.0.1 reaches. */
const AT_HOME = new Set(["127.0.0.1", "0.0.0.0"]);

/**
 * A URL of the study as this lab answers it: on the host address that its ports listen on. URLs of other ports,
 * such as a port-forward's, stay as they are.
 */
export function reachedAt(
  url: string,
  listenAddress: string,
  cluster: Pick<ClusterSpec, "ports"> | undefined,
): string {
  const there = new URL(url);
  // a URL drops the port of its scheme
  const port = there.port === "" ? "80" : there.port;
  const isOurs = cluster?.ports.some(({ hostPort }) => String(hostPort) === port) === true;
  if (!isOurs || AT_HOME.has(listenAddress)) return url;
  there.hostname = listenAddress;
  return there.href;
}
