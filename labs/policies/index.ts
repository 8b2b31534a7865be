import type { ClusterSpec } from "../cluster.js";
import type { KubeObject, ObjectKey } from "../kube.js";
import { credentialsExist, gatewaysDontCollide, sniHostsAreRouted } from "./gateways.js";
import { imagesArePinned } from "./images.js";
import { namespacesAreSet, namespacesExist, systemIsNotInjected } from "./namespaces.js";
import { nodePortsAreMapped, nodePortsAreUnique, portsNameTheirProtocol } from "./ports.js";
import {
  gatewaysExist,
  gatewaysSelectPods,
  hostsExist,
  subsetsExist,
  weightsAddUp,
} from "./routing.js";

/** What a rule needs to know besides the objects. */
export interface PolicyContext {
  /** Undefined where the lab has no cluster; then no port is mapped. */
  readonly cluster: ClusterSpec | undefined;
  /** Images that may stand without a fixed version (labs/apps/images.ts). */
  readonly unpinned: readonly string[];
}

/** One object that breaks a rule. */
export interface Violation {
  readonly object: ObjectKey;
  /** What is wrong, with the value seen. */
  readonly says: string;
  /** What may stand there. */
  readonly allowed: string;
}

/** A rule over all objects of a lab, those of others among them; it names those that break it. */
export type Policy = (objects: readonly KubeObject[], context: PolicyContext) => Violation[];

/** The rules that every state of every week keeps, by name. */
export const policies = {
  imagesArePinned,
  portsNameTheirProtocol,
  nodePortsAreUnique,
  nodePortsAreMapped,
  subsetsExist,
  weightsAddUp,
  gatewaysSelectPods,
  gatewaysExist,
  credentialsExist,
  gatewaysDontCollide,
  sniHostsAreRouted,
  hostsExist,
  namespacesAreSet,
  namespacesExist,
  systemIsNotInjected,
} satisfies Readonly<Record<string, Policy>>;

export type PolicyName = keyof typeof policies;

/** All rules that are broken, each violation with the rule's name. */
export const violations = (
  objects: readonly KubeObject[],
  context: PolicyContext,
): (Violation & { readonly rule: PolicyName })[] =>
  (Object.entries(policies) as [PolicyName, Policy][]).flatMap(([rule, policy]) =>
    policy(objects, context).map((violation) => ({ rule, ...violation })),
  );
