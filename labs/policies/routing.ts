import { keyOf, type KubeObject } from "../kube.js";
import type { Policy, Violation } from "./index.js";
import {
  destinationsOf,
  gatewaysOf,
  hostsOf,
  qualify,
  routesOf,
  serviceHost,
  type RuleSpec,
} from "./route-spec.js";

const FULL_WEIGHT = 100;

/** The labels of the ingress gateway's pods in the default and demo profiles. */
const INGRESS_LABELS: Readonly<Record<string, string>> = {
  app: "istio-ingressgateway",
  istio: "ingressgateway",
};

const ofKind = (kind: string, objects: readonly KubeObject[]): readonly KubeObject[] =>
  objects.filter((object) => object.kind === kind);

const namespaceOf = ({ metadata }: KubeObject): string => metadata.namespace ?? "default";

const violation = (object: KubeObject, says: string, allowed: string): Violation => ({
  object: keyOf(object),
  says,
  allowed,
});

/** The values that there are, for a sentence. */
const among = (values: Iterable<string>): string => [...values].join(", ") || "none is there";

/** Every subset that a route names is defined by a DestinationRule of its host. */
export const subsetsExist: Policy = (objects) => {
  const defined = ofKind("DestinationRule", objects).flatMap((rule) => {
    const { host = "", subsets = [] } = (rule["spec"] ?? {}) as RuleSpec;
    return subsets.map(({ name }) => ({ of: qualify(host, namespaceOf(rule)), name }));
  });
  return ofKind("VirtualService", objects).flatMap((service) =>
    destinationsOf(service).flatMap(({ host, subset }) => {
      if (subset === undefined) return [];
      const whole = qualify(host, namespaceOf(service));
      const names = defined.filter(({ of }) => of === whole).map(({ name }) => name);
      if (names.includes(subset)) return [];
      const says = `no DestinationRule of ${host} has the subset "${subset}"`;
      return [violation(service, says, among(names))];
    }),
  );
};

/** Where a route with several destinations gives weights, they add up to 100. */
export const weightsAddUp: Policy = (objects) =>
  ofKind("VirtualService", objects).flatMap((service) =>
    routesOf(service).flatMap((route) => {
      if (route.every(({ weight }) => weight === undefined)) return [];
      const sum = route.reduce((total, { weight = 0 }) => total + weight, 0);
      if (sum === FULL_WEIGHT) return [];
      const says = `the weights of a route add up to ${sum}, not ${FULL_WEIGHT}`;
      return [violation(service, says, `weights of ${FULL_WEIGHT} in all, or none`)];
    }),
  );

/** A Gateway selects the pods of the ingress gateway, or of another Deployment of the lab. */
export const gatewaysSelectPods: Policy = (objects) => {
  const pods = [INGRESS_LABELS, ...ofKind("Deployment", objects).map(podLabels)];
  return ofKind("Gateway", objects).flatMap((gateway) => {
    const { selector = {} } = (gateway["spec"] ?? {}) as { selector?: Record<string, string> };
    const wanted = Object.entries(selector);
    if (pods.some((labels) => wanted.every(([label, value]) => labels[label] === value))) return [];
    const allowed = among(Object.entries(INGRESS_LABELS).map((label) => label.join("=")));
    return wanted
      .filter(([label, value]) => !pods.some((labels) => labels[label] === value))
      .map(([label, value]) =>
        violation(gateway, `selects ${label}=${value}, which no pod has`, allowed),
      );
  });
};

/** The labels of the pods of a Deployment. */
function podLabels(deployment: KubeObject): Readonly<Record<string, string>> {
  const { template } = (deployment["spec"] ?? {}) as {
    readonly template?: { readonly metadata?: { readonly labels?: Record<string, string> } };
  };
  return template?.metadata?.labels ?? {};
}

/** Every Gateway that a VirtualService names is there. `mesh` stands for the sidecars. */
export const gatewaysExist: Policy = (objects) => {
  const known = new Set(
    ofKind("Gateway", objects).map((it) => `${namespaceOf(it)}/${it.metadata.name}`),
  );
  return ofKind("VirtualService", objects).flatMap((service) =>
    gatewaysOf(service)
      .filter((name) => name !== "mesh")
      .filter((name) => !known.has(name.includes("/") ? name : `${namespaceOf(service)}/${name}`))
      .map((name) =>
        violation(service, `there is no Gateway "${name}"`, among([...known, "mesh"])),
      ),
  );
};

/** Whether a host is a known one, falls under a known one with a star, or has a star that a known one falls under. */
function isKnown(host: string, known: ReadonlySet<string>): boolean {
  if (known.has(host) || host === "*") return true;
  const falls = (name: string, pattern: string): boolean =>
    pattern.startsWith("*.") && name.endsWith(pattern.slice(1));
  return [...known].some((other) => falls(host, other) || falls(other, host));
}

/**
 * Hosts of destinations and of DestinationRules, and those of VirtualServices for the mesh, are Services or
 * entries of the registry. Hosts at a gateway are names of the outside, so they are free.
 */
export const hostsExist: Policy = (objects) => {
  const known = new Set([
    ...ofKind("Service", objects).map((it) => serviceHost(it.metadata.name, namespaceOf(it))),
    ...ofKind("ServiceEntry", objects).flatMap((entry) => hostsOf(entry)),
  ]);
  const unknown = (object: KubeObject, hosts: readonly string[]): Violation[] =>
    hosts
      .filter((host) => !isKnown(qualify(host, namespaceOf(object)), known))
      .map((host) => violation(object, `host "${host}" is no Service`, among(known)));
  return [
    ...ofKind("VirtualService", objects).flatMap((service) => {
      const inMesh = gatewaysOf(service).length === 0 || gatewaysOf(service).includes("mesh");
      const hosts = destinationsOf(service).map(({ host }) => host);
      return unknown(service, [...(inMesh ? hostsOf(service) : []), ...hosts]);
    }),
    ...ofKind("DestinationRule", objects).flatMap((rule) => {
      const { host = "" } = (rule["spec"] ?? {}) as RuleSpec;
      return unknown(rule, [host]);
    }),
  ];
};
