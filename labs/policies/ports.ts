import { keyOf, type KubeObject } from "../kube.js";
import type { Policy } from "./index.js";
import { meshedNamespaces } from "./namespaces.js";

interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly nodePort?: number;
  readonly appProtocol?: string;
}

/** The ports of a Service; none for any other kind. */
function portsOf(object: KubeObject): readonly ServicePort[] {
  if (object.kind !== "Service") return [];
  return (object["spec"] as { readonly ports?: readonly ServicePort[] }).ports ?? [];
}

/** The node ports that a week may publish on the host; all weeks stay in this range. */
const FIRST_HOST_PORT = 30000;
const LAST_HOST_PORT = 30007;

/** The protocols that Istio takes from a port's name: the name alone, or before a dash. */
const PROTOCOLS = [
  ...["http", "http2", "https", "grpc", "grpc-web"],
  ...["tcp", "tls", "udp", "mongo", "mysql", "redis"],
];
const PROTOCOL = new RegExp(`^(?:${PROTOCOLS.join("|")})(?:-.+)?$`);

/** Ports of Services in meshed namespaces say their protocol; otherwise Istio has to guess. */
export const portsNameTheirProtocol: Policy = (objects) => {
  const meshed = meshedNamespaces(objects);
  return objects
    .filter(({ metadata }) => meshed.has(metadata.namespace ?? ""))
    .flatMap((object) =>
      portsOf(object)
        .filter(({ name = "", appProtocol }) => appProtocol === undefined && !PROTOCOL.test(name))
        .map(({ name, port }) => ({
          object: keyOf(object),
          says: `port ${port} is named "${name ?? ""}", which says no protocol`,
          allowed: `${PROTOCOLS.join(", ")}, each alone or before a dash; or appProtocol`,
        })),
    );
};

/** Every node port belongs to one port of one Service. */
export const nodePortsAreUnique: Policy = (objects) => {
  const owners = new Map<number, string>();
  return objects.flatMap((object) =>
    portsOf(object).flatMap(({ nodePort }) => {
      if (nodePort === undefined) return [];
      const key = keyOf(object);
      const owner = owners.get(nodePort);
      if (owner !== undefined) {
        const says = `node port ${nodePort} is taken by ${owner}`;
        return [{ object: key, says, allowed: "a node port of its own" }];
      }
      owners.set(nodePort, key);
      return [];
    }),
  );
};

/** A node port in the host's range is mapped by the cluster, or nobody could reach it. */
export const nodePortsAreMapped: Policy = (objects, { cluster }) => {
  const mapped = new Set(cluster?.ports.map(({ containerPort }) => containerPort));
  const allowed = `${[...mapped].join(", ")}, or one that is not for the host`;
  return objects.flatMap((object) =>
    portsOf(object).flatMap(({ nodePort = 0 }) => {
      const inRange = nodePort >= FIRST_HOST_PORT && nodePort <= LAST_HOST_PORT;
      if (!inRange || mapped.has(nodePort)) return [];
      const says = `node port ${nodePort} is not mapped to the host`;
      return [{ object: keyOf(object), says, allowed }];
    }),
  );
};
