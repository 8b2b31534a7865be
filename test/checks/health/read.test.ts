import { describe, expect, it } from "@jest/globals";
import { readCluster, readSnapshot } from "../../../checks/health/read.js";
import type { KubeObject } from "../../../labs/kube.js";
import { ToolError } from "../../../lib/errors.js";
import { kubeObject, placed } from "../../support/fake-manifests.js";
import { liveObject } from "../../support/fake-live.js";
import { kwok as onKwok } from "../../../targets/kwok.js";

const definition = (name: string, kind: string): KubeObject =>
  kubeObject("apiextensions.k8s.io/v1", "CustomResourceDefinition", { name }, { names: { kind } });
const declared = placed(
  "istio",
  definition("virtualservices.networking.istio.io", "VirtualService"),
  definition("istiooperators.install.istio.io", "IstioOperator"),
);

/** A kubectl that answers each call by its kinds. */
function kubectl(answer: (kinds: string) => readonly KubeObject[]) {
  const calls: string[] = [];
  const ask = (args: readonly string[]) => {
    calls.push(args.join(" "));
    return Promise.resolve().then(() => ({
      stdout: JSON.stringify({ items: answer(args[1] ?? "") }),
      stderr: "",
    }));
  };
  return { ask, calls };
}

const ready = liveObject(
  "v1",
  "Pod",
  { name: "web", namespace: "shop" },
  {
    status: { conditions: [{ type: "Ready", status: "True" }] },
  },
);

describe("a snapshot", () => {
  it("of a lab that is well takes one call, with Istio's kinds that are defined", async () => {
    const { ask, calls } = kubectl(() => [ready]);
    const found = await readSnapshot(declared, onKwok, ask);
    expect(found.live).toEqual([ready]);
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatch(/^get nodes,.*,virtualservices\.networking\.istio\.io -A /);
    expect(calls[0]).not.toContain("istiooperators");
  });

  it("asks for the events where a pod is not ready", async () => {
    const pending = liveObject("v1", "Pod", { name: "web", namespace: "shop" });
    const event = liveObject("v1", "Event", { name: "e", namespace: "shop" });
    const { ask, calls } = kubectl((kinds) => (kinds === "events" ? [event] : [pending]));
    const { live } = await readSnapshot(declared, onKwok, ask);
    expect(live).toEqual([pending, event]);
    expect(calls).toHaveLength(2);
  });

  it("asks for what is left in a namespace that is being deleted, of the kinds that it names", async () => {
    const message =
      "Some resources are remaining: configmaps. has 1 resource instances, widgets.example.com has 2 resource instances";
    const going = liveObject(
      ...(["v1", "Namespace"] as const),
      { name: "shop", deletionTimestamp: "2026-11-26T14:00:00Z" },
      { status: { conditions: [{ type: "NamespaceContentRemaining", status: "True", message }] } },
    );
    const left = liveObject("v1", "ConfigMap", { name: "stuck", namespace: "shop" });
    const { ask, calls } = kubectl((kinds) => (kinds.startsWith("nodes") ? [going] : [left]));
    const found = await readSnapshot(declared, onKwok, ask);
    expect(found.left.get("shop")).toEqual([left]);
    expect(calls[1]).toMatch(/^get configmaps,widgets\.example\.com --namespace shop /);
  });

  it("does without a kind that the cluster no longer knows", async () => {
    const { ask, calls } = kubectl((kinds) => {
      if (!kinds.includes("virtualservices")) return [ready];
      throw new ToolError(
        "command-failed",
        `error: the server doesn't have a resource type "virtualservices"`,
      );
    });
    expect((await readSnapshot(declared, onKwok, ask)).live).toEqual([ready]);
    expect(calls).toHaveLength(2);
  });

  it("is none where the cluster does not answer", async () => {
    const { ask } = kubectl(() => {
      throw new ToolError("command-failed", "connection refused");
    });
    await expect(readSnapshot(declared, onKwok, ask)).rejects.toThrow("connection refused");
  });
});

describe("a cluster against what is declared", () => {
  const role = liveObject("rbac.authorization.k8s.io/v1", "Role", { name: "r", namespace: "shop" });
  const more = placed(
    "istio",
    ...declared.map(({ object }) => object),
    kubeObject("rbac.authorization.k8s.io/v1", "Role", { name: "r", namespace: "shop" }),
    kubeObject("networking.istio.io/v1alpha3", "VirtualService", { name: "v", namespace: "shop" }),
    kubeObject("v1", "ServiceAccount", { name: "s", namespace: "shop" }),
  );

  it("is read in one call, each kind once", async () => {
    const { ask, calls } = kubectl(() => [ready, role]);
    await readCluster(more, onKwok, ask);
    expect(calls).toHaveLength(1);
    const kinds = calls[0]?.split(" ")[1]?.split(",") ?? [];
    expect(kinds.filter((kind) => /virtualservice/i.test(kind))).toEqual([
      "virtualservices.networking.istio.io",
    ]);
    expect(kinds.slice(-3)).toEqual([
      "CustomResourceDefinition.apiextensions.k8s.io",
      "Role.rbac.authorization.k8s.io",
      "ServiceAccount",
    ]);
  });

  it("has what is declared by key, and the judges see only what is theirs", async () => {
    const { ask } = kubectl(() => [ready, role]);
    const { live, snapshot } = await readCluster(more, onKwok, ask);
    expect([...live]).toEqual([["Role/shop/r", role]]);
    expect(snapshot.live).toEqual([ready]);
  });
});
