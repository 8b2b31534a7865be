import { describe, expect, it } from "@jest/globals";
import type { LabObject } from "../../labs/objects.js";
import { waitsOf } from "../../labs/waits.js";
import { kubeObject, placed } from "../support/fake-manifests.js";

const [meshed, plain] = placed(
  "namespaces",
  kubeObject("v1", "Namespace", { name: "shop", labels: { "istio-injection": "enabled" } }),
  kubeObject("v1", "Namespace", { name: "office" }),
) as [LabObject, LabObject];
const [system] = placed("istio", kubeObject("v1", "Namespace", { name: "istio-system" })) as [
  LabObject,
];
const all = [meshed, plain, system];

const one = (part: LabObject["part"], apiVersion: string, kind: string, namespace?: string) =>
  placed(
    part,
    kubeObject(apiVersion, kind, { name: "it", ...(namespace === undefined ? {} : { namespace }) }),
  )[0] as LabObject;

const waits = (object: LabObject) => {
  const { parts, namespace } = waitsOf([...all, object])(object);
  return { parts, namespace: namespace?.key };
};

describe("what an object waits for", () => {
  it.each([
    [
      "what asks for a sidecar: its namespace and Istio",
      one("webapp", "v1", "Pod", "shop"),
      "shop",
    ],
    [
      "an object of Istio's kind",
      one("routing", "telemetry.istio.io/v1", "Telemetry", "office"),
      "office",
    ],
    [
      "the same in istio-system",
      one("routing", "security.istio.io/v1", "PeerAuthentication", "istio-system"),
      "istio-system",
    ],
  ])("%s", (_title, object, namespace) => {
    expect(waits(object)).toEqual({ parts: ["istio"], namespace: `Namespace/${namespace}` });
  });

  it("outside the mesh it is the namespace alone", () => {
    const expected = { parts: [], namespace: "Namespace/office" };
    expect(waits(one("netshoot", "v1", "Pod", "office"))).toEqual(expected);
    const addon = { parts: [], namespace: "Namespace/istio-system" };
    expect(waits(one("kiali", "v1", "Service", "istio-system"))).toEqual(addon);
  });

  it("is nothing where nobody of the lab makes the namespace, or there is none", () => {
    const nothing = { parts: [], namespace: undefined };
    expect(waits(one("netshoot", "v1", "Pod", "default"))).toEqual(nothing);
    expect(waits(one("kiali", "rbac.authorization.k8s.io/v1", "ClusterRole"))).toEqual(nothing);
  });

  it("is what its part names besides, and never the part itself", () => {
    const rights = one("flagger", "rbac.authorization.k8s.io/v1", "ClusterRole");
    expect(waits(rights)).toEqual({ parts: ["istio"], namespace: undefined });
    const filter = one("istio", "networking.istio.io/v1alpha3", "EnvoyFilter", "istio-system");
    expect(waits(filter)).toEqual({ parts: [], namespace: undefined });
  });
});
