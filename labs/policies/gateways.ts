import { keyOf, type KubeObject } from "../kube.js";
import { isOnPurpose } from "../slips.js";
import type { Policy, Violation } from "./index.js";
import { gatewaysOf, hostsOf, sniHostsOf } from "./route-spec.js";
import { ISTIO_SYSTEM } from "../istio.js";

/** A port of a Gateway, as far as the rules read it. */
interface Server {
  readonly port: { readonly number: number; readonly protocol: string };
  readonly hosts: readonly string[];
  readonly tls?: { readonly mode?: string; readonly credentialName?: string };
}

const serversOf = (gateway: KubeObject): readonly Server[] =>
  ((gateway["spec"] ?? {}) as { readonly servers?: readonly Server[] }).servers ?? [];

const gatewaysIn = (objects: readonly KubeObject[]): readonly KubeObject[] =>
  objects.filter(({ kind }) => kind === "Gateway");

const among = (values: readonly string[]): string => values.join(", ") || "none is there";

/** The entries that a Secret must have for a server. */
const entriesFor = (mode: string | undefined): readonly string[] =>
  mode === "MUTUAL" ? ["tls.crt", "tls.key", "ca.crt"] : ["tls.crt", "tls.key"];

/**
 * Every `credentialName` is a Secret of the gateway's namespace, which alone it can read, with a certificate and its
 * key; of mode MUTUAL with the authority of the clients too.
 */
export const credentialsExist: Policy = (objects) => {
  const secrets = objects.filter(({ kind }) => kind === "Secret");
  const readable = secrets.filter(({ metadata }) => metadata.namespace === ISTIO_SYSTEM);
  return gatewaysIn(objects).flatMap((gateway) =>
    serversOf(gateway).flatMap(({ tls }): Violation[] => {
      const { credentialName: name, mode } = tls ?? {};
      if (name === undefined) return [];
      const secret = readable.find(({ metadata }) => metadata.name === name);
      if (secret === undefined) {
        const elsewhere = secrets.find(({ metadata }) => metadata.name === name);
        const where =
          elsewhere === undefined
            ? ""
            : `; one lies in ${elsewhere.metadata.namespace ?? "default"}`;
        return [
          {
            object: keyOf(gateway),
            says: `there is no Secret "${name}" in ${ISTIO_SYSTEM}, the gateway's namespace${where}`,
            allowed: among(readable.map(({ metadata }) => metadata.name)),
          },
        ];
      }
      const has = Object.keys(secret["data"] ?? {});
      const missing = entriesFor(mode).filter((entry) => !has.includes(entry));
      if (missing.length === 0) return [];
      const says = `the Secret "${name}" has no ${missing.join(" and no ")}, which mode ${mode ?? "SIMPLE"} needs`;
      return [
        { object: keyOf(gateway), says, allowed: `a Secret with ${entriesFor(mode).join(", ")}` },
      ];
    }),
  );
};

/** What a protocol makes of a port: servers of one kind can share it, and are told apart by their hosts. */
const kindOf = ({ port }: Server): "HTTP" | "TLS" | "TCP" => {
  if (["HTTP", "HTTP2", "GRPC", "GRPC-WEB"].includes(port.protocol)) return "HTTP";
  return port.protocol === "HTTPS" || port.protocol === "TLS" ? "TLS" : "TCP";
};

/** A name without the namespace that may stand before it. */
const bare = (host: string): string => host.replace(/^.*\//, "");

const inHosts = (hosts: readonly string[], other: readonly string[]): string | undefined =>
  hosts.map(bare).find((host) => other.map(bare).includes(host));

/**
 * No two Gateways have the same host on one port, and none a port for TLS that another has for TCP: of two Gateways
 * for the same pods the older one wins, and what the other says counts for nothing.
 */
export const gatewaysDontCollide: Policy = (objects) => {
  const gateways = gatewaysIn(objects).filter((gateway) => !isOnPurpose(gateway));
  return gateways.flatMap((gateway, place) =>
    gateways.slice(0, place).flatMap((other): Violation[] => {
      if (!selectTheSame(gateway, other)) return [];
      return serversOf(gateway).flatMap((server) =>
        serversOf(other)
          .filter(({ port }) => port.number === server.port.number)
          .flatMap((its): Violation[] => {
            const { number } = server.port;
            const [kind, itsKind] = [kindOf(server), kindOf(its)];
            const shared = inHosts(server.hosts, its.hosts);
            if (kind === itsKind && kind !== "TCP" && shared === undefined) return [];
            const says =
              kind === itsKind
                ? `port ${number} is for ${shared ?? "all"} in ${keyOf(other)} too`
                : `port ${number} is for ${kind} here and for ${itsKind} in ${keyOf(other)}`;
            const allowed = "a port or a host of its own, and one kind of protocol a port";
            return [{ object: keyOf(gateway), says, allowed }];
          }),
      );
    }),
  );
};

function selectTheSame(one: KubeObject, other: KubeObject): boolean {
  const of = (gateway: KubeObject): string => {
    const { selector = {} } = (gateway["spec"] ?? {}) as { selector?: Record<string, string> };
    return JSON.stringify(Object.entries(selector).sort());
  };
  return of(one) === of(other);
}

/**
 * Every host that a Gateway passes through by its name has a route by that name: without one it would hang up. And
 * every such route is of hosts that its VirtualService has.
 */
export const sniHostsAreRouted: Policy = (objects) => {
  const services = objects.filter(({ kind }) => kind === "VirtualService");
  const routed = (gateway: KubeObject): readonly string[] =>
    services
      .filter((service) => gatewaysOf(service).some((name) => isNamed(gateway, name, service)))
      .flatMap(sniHostsOf);
  const unrouted = gatewaysIn(objects).flatMap((gateway) => {
    const names = routed(gateway);
    return serversOf(gateway)
      .filter(({ tls }) => tls?.mode === "PASSTHROUGH")
      .flatMap(({ hosts }) => hosts.map(bare))
      .filter((host) => !names.some((name) => isAmong(name, host) || isAmong(host, name)))
      .map((host) => ({
        object: keyOf(gateway),
        says: `no VirtualService has a route for the SNI host "${host}"`,
        allowed: among(names),
      }));
  });
  const strange = services.flatMap((service) =>
    sniHostsOf(service)
      .filter((host) => !hostsOf(service).some((own) => isAmong(host, own)))
      .map((host) => ({
        object: keyOf(service),
        says: `routes the SNI host "${host}", which is none of its hosts`,
        allowed: among(hostsOf(service)),
      })),
  );
  return [...unrouted, ...strange];
};

/** Whether a host is another, or one of those that it stands for with a star. */
const isAmong = (host: string, other: string): boolean =>
  host === other || (other.startsWith("*") && host.endsWith(other.slice(1)));

function isNamed({ metadata }: KubeObject, name: string, service: KubeObject): boolean {
  const namespace = service.metadata.namespace ?? "default";
  const whole = name.includes("/") ? name : `${namespace}/${name}`;
  return whole === `${metadata.namespace ?? "default"}/${metadata.name}`;
}
