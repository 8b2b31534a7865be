import { describe, expect, it } from "@jest/globals";
import { nodes } from "../../../checks/health/nodes.js";
import { liveObject, snapshot, wroteFields } from "../../support/fake-live.js";
import { kind as onKind } from "../../../targets/kind.js";
import { kwok as onKwok } from "../../../targets/kwok.js";
import type { Capabilities } from "../../../labs/capabilities.js";

const node = (spec: object, ready = "True", manager = "kubectl-taint") =>
  liveObject(
    ...(["v1", "Node"] as const),
    { name: "n1", managedFields: [wroteFields(manager, {})] },
    { spec, status: { conditions: [{ type: "Ready", status: ready, message: "no kubelet" }] } },
  );
const found = (live: ReturnType<typeof node>, target: Capabilities = onKind) =>
  nodes(snapshot([], [live], { target }));

describe("a node", () => {
  it("that is cordoned is told, and taken back into use", () => {
    expect(found(node({ unschedulable: true }))).toMatchObject([
      { says: "Node n1 is cordoned: it takes no new pods", cure: { how: "uncordon", node: "n1" } },
    ]);
  });

  it("that is not ready is told, with what it says", () => {
    expect(found(node({}, "Unknown"))).toMatchObject([
      { says: "Node n1 is not ready: no kubelet", weight: "fault" },
    ]);
  });

  it("with a taint of a person's is told", () => {
    const taints = [
      { key: "mine", effect: "NoSchedule" },
      { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" },
    ];
    expect(found(node({ taints })).map(({ help }) => help)).toEqual([
      "kubectl taint node n1 mine:NoSchedule-",
    ]);
    expect(found(node({ taints }, "True", "kubeadm"))).toEqual([]);
    expect(found(node({ taints }), onKwok)).toEqual([]);
  });

  it("that is ready and free is right", () => {
    expect(found(node({}))).toEqual([]);
  });
});
