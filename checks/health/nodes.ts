import { keyOf, type KubeObject } from "../../labs/kube.js";
import { isByHand, managedFieldsOf } from "../managers.js";
import type { Problem } from "./problem.js";
import { conditionOf, ofKind, type Snapshot } from "./snapshot.js";

interface NodeSpec {
  readonly unschedulable?: boolean;
  readonly taints?: readonly {
    readonly key: string;
    readonly value?: string;
    readonly effect: string;
  }[];
}

/** Nodes that take no pods, or do not answer: what runs goes on, and what is made next stays pending. */
export const nodes = (snapshot: Snapshot): Problem[] =>
  ofKind(snapshot, "Node").flatMap((node) => ofNode(node, snapshot));

function ofNode(node: KubeObject, snapshot: Snapshot): Problem[] {
  const { name } = node.metadata;
  const object = keyOf(node);
  const { unschedulable, taints = [] } = (node["spec"] ?? {}) as NodeSpec;
  const ready = conditionOf(node, "Ready");
  const problems: Problem[] = [];
  if (ready?.status !== "True") {
    const why = ready?.message ?? "it has not said anything yet";
    const says = `Node ${name} is not ready: ${why}`;
    problems.push({ code: "node-not-ready", object, says, weight: "fault", cure: { how: "wait" } });
  }
  if (unschedulable === true) {
    problems.push({
      ...{ code: "node-cordoned", object, weight: "fault", help: `kubectl uncordon ${name}` },
      says: `Node ${name} is cordoned: it takes no new pods`,
      cure: { how: "uncordon", node: name },
    });
  }
  if (!managedFieldsOf(node).some(isByHand) || !snapshot.target.runs.pods) return problems;
  for (const { key, effect } of taints.filter((taint) => !isKubernetesOwn(taint.key))) {
    problems.push({
      ...{ code: "node-tainted", object, weight: "note" },
      says: `Node ${name} has the taint ${key}:${effect}: it takes only pods that tolerate it`,
      help: `kubectl taint node ${name} ${key}:${effect}-`,
    });
  }
  return problems;
}

const isKubernetesOwn = (taint: string): boolean => /^node(-role)?\.kubernetes\.io\//.test(taint);
