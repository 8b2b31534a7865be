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

/** The host ports that lead to a Service of the lab at this state. */
export function urlsOf(objects: readonly LabObject[], cluster: ClusterSpec): LabUrl[] {
  return cluster.ports.flatMap(({ hostPort, containerPort, purpose }) => {
    const owner = objects.find(({ object }) => nodePortsOf(object).includes(containerPort));
    if (owner === undefined) return [];
    const { namespace = "default", name } = owner.object.metadata;
    const service = `${namespace}/${name}`;
    const url = `http://127.0.0.1:${hostPort}${START_PAGES[service] ?? ""}`;
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

/** The node ports of a Service; none for any other object. */
export function nodePortsOf(object: KubeObject): number[] {
  if (object.kind !== "Service") return [];
  const spec = object["spec"] as { readonly ports?: readonly { readonly nodePort?: number }[] };
  return (spec.ports ?? []).flatMap(({ nodePort }) => (nodePort === undefined ? [] : [nodePort]));
}

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
