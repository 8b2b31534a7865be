import { describe, expect, it } from "@jest/globals";
import type { KubeObject } from "../../../labs/kube.js";
import { requireRules } from "../../../labs/policies/require.js";
import { all, apply, cluster, nothing } from "../../../labs/state.js";
import { cluster1 } from "../../../labs/week1/cluster.js";
import { placed } from "../../support/fake-manifests.js";

const route = (host: string, subset?: string): KubeObject => ({
  apiVersion: "networking.istio.io/v1beta1",
  kind: "VirtualService",
  metadata: { name: "web", namespace: "shop" },
  spec: {
    hosts: ["*"],
    gateways: ["mesh"],
    http: [{ route: [{ destination: { host, ...(subset === undefined ? {} : { subset }) } }] }],
  },
});
const kiali: KubeObject = {
  ...{ apiVersion: "v1", kind: "Service", metadata: { name: "kiali", namespace: "istio-system" } },
  spec: { ports: [{ port: 20001 }] },
};
const shop: KubeObject = { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } };
const KIALI = "kiali.istio-system.svc.cluster.local";

/** A lab that has these objects of its own, besides those of others. */
const made = (own: readonly KubeObject[], others: readonly KubeObject[] = []) => ({
  ...{ week: "week9", step: "9.3" },
  state: all(cluster(cluster1), apply("routing", ...own))(nothing),
  objects: [...placed("routing", ...own), ...placed("kiali", shop, ...others)],
});

describe("a lab whose own objects break a rule", () => {
  it("is refused, with each object, what was seen, what is allowed and how to see them", () => {
    const broken = () => {
      requireRules(made([route(KIALI, "v3")], [kiali]));
    };
    expect(broken).toThrow(
      expect.objectContaining({
        code: "broken-rule",
        message:
          'week9 at step 9.3 can\'t be made as it is written:\n  VirtualService shop/web: no DestinationRule of kiali.istio-system.svc.cluster.local has the subset "v3". Allowed: none is there.',
        next: "./lab objects week9 --step 9.3",
      }),
    );
  });

  it("is not one whose routes lead to what others wrote", () => {
    expect(() => {
      requireRules(made([route(KIALI)], [kiali]));
    }).not.toThrow();
    expect(() => {
      requireRules(made([route(KIALI)]));
    }).toThrow(`host "${KIALI}" is no Service`);
  });

  it("is refused where it needs a cluster and has none", () => {
    const state = apply("routing", shop)(nothing);
    expect(() => {
      requireRules({ week: "week9", step: "9.3", state, objects: placed("routing", shop) });
    }).toThrow("  Namespace shop: there is no cluster. Allowed: at a step that has one.");
  });

  it("is not one where others broke it", () => {
    expect(() => {
      requireRules(made([], [route("nowhere")]));
    }).not.toThrow();
  });
});
