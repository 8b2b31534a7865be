import { describe, expect, it } from "@jest/globals";
import { checksAt } from "../../../checks/result.js";
import { addonsIn, clusterOf, meshOf, objectIn, samplesIn } from "../../../labs/contents.js";
import { imagesOf } from "../../../labs/images.js";
import { kans7 } from "../../../labs/kans7/index.js";
import { objectsOf, type LabObject } from "../../../labs/objects.js";
import { requireRules } from "../../../labs/policies/require.js";
import { isOnPurpose } from "../../../labs/slips.js";
import { waitsOf } from "../../../labs/waits.js";
import { stateAt } from "../../../labs/week.js";
import { kind } from "../../../targets/kind.js";
import { kwok } from "../../../targets/kwok.js";
import { fakeManifests } from "../../support/fake-manifests.js";

const stateOf = (id: string) => stateAt(kans7, id);
const objectsAt = (id: string): readonly LabObject[] =>
  objectsOf(stateOf(id), fakeManifests, { target: kind, images: "official" });
const keysAt = (id: string): readonly string[] => objectsAt(id).map(({ key }) => key);
const ofRelease = (id: string): readonly string[] =>
  objectsAt(id).flatMap(({ key, part }) => (part === "bookinfo" ? [key] : []));

describe("KANS week 7", () => {
  it("has the nine steps of the notes", () => {
    const ids = Array.from({ length: 9 }, (_, index) => `7.${index + 1}`);
    expect(kans7.steps.map(({ id }) => id)).toEqual(ids);
  });

  it("has one cluster at all steps, and the gateway on the host's port 30000 from the first on", () => {
    for (const { id } of kans7.steps) {
      expect(clusterOf(stateOf(id))).toEqual(clusterOf(stateOf("7.1")));
      const [gateway] = meshOf(stateOf(id))?.components?.ingressGateways ?? [];
      const ports = gateway?.k8s?.service?.ports?.map(({ port, nodePort }) => [port, nodePort]);
      expect(ports).toContainEqual([80, 30000]);
    }
  });

  it("makes nothing in default before the namespace asks for sidecars and Istio gives them", () => {
    const objects = objectsAt("7.8");
    const waits = waitsOf(objects);
    const inDefault = objects.filter(({ object }) => object.metadata.namespace === "default");
    expect(inDefault.length).toBeGreaterThan(15);
    for (const object of inDefault) {
      expect(waits(object).namespace?.key).toBe("Namespace/default");
      expect(waits(object).parts).toContain("istio");
    }
  });

  it("has a name of a port on purpose that says no protocol, and no other object so", () => {
    const wrong = objectsAt("7.9").filter(({ object }) => isOnPurpose(object));
    expect(wrong.map(({ key }) => key)).toEqual(["Service/default/svc-clusterip"]);
    expect(() => {
      requireRules({
        ...{ week: "kans7", step: "7.9", state: stateOf("7.9"), objects: objectsAt("7.9") },
      });
    }).not.toThrow();
  });
});

describe("Bookinfo", () => {
  it("is a sample of the release, from the step on that installs it", () => {
    expect(samplesIn(stateOf("7.7"))).toEqual([]);
    expect(samplesIn(stateOf("7.8"))).toContain("bookinfo");
  });

  it("is fourteen objects in the namespace of the exercises, and gone when one goes back", () => {
    expect(ofRelease("7.8")).toHaveLength(14);
    for (const key of ofRelease("7.8")) expect(key).toMatch(/^\w+\/default\//);
    expect(ofRelease("7.7")).toEqual([]);
  });

  it("is beside nginx: two Gateways for all hosts, on ports that only the proxy takes as one", () => {
    const portOf = (name: string): unknown =>
      objectIn(stateOf("7.8"), `Gateway/default/${name}`)?.["spec"];
    const server = (number: number) => ({ servers: [{ port: { number }, hosts: ["*"] }] });
    expect(portOf("test-gateway")).toMatchObject(server(80));
    expect(portOf("bookinfo-gateway")).toMatchObject(server(8080));
  });
});

describe("the base lab of KANS week 7", () => {
  it("has nginx, Bookinfo and the five addons", () => {
    expect(Object.keys(addonsIn(stateOf(kans7.base))).sort()).toEqual([
      "grafana",
      "jaeger",
      "kiali",
      "loki",
      "prometheus",
    ]);
    expect(keysAt(kans7.base)).toEqual(
      expect.arrayContaining([
        "Deployment/default/deploy-websrv",
        "Deployment/default/reviews-v3",
        "VirtualService/default/nginx-service",
        "VirtualService/default/bookinfo",
      ]),
    );
  });

  it("runs nginx from the image of the notes", () => {
    expect(imagesOf(objectsAt(kans7.base)).map(({ image }) => image)).toContain("nginx:alpine");
  });
});

describe("the checks of the last exercise", () => {
  const needs = checksAt(kans7, "7.9")
    .filter(({ step }) => step === "7.9")
    .map(({ check }) => [check.says, check.needs] as const);

  it("ask Kiali only where it has its pages", () => {
    const kiali = needs.filter(([says]) => says.startsWith("Kiali's graph"));
    expect(kiali.map(([, need]) => need)).toEqual(["dashboards"]);
  });

  it("send nothing on kwok, where nobody answers", () => {
    for (const [, need] of needs) expect(kwok.missing(need)).toBeDefined();
  });

  it("want a third from each of the three versions", () => {
    expect(needs.filter(([says]) => says.startsWith("A third")).length).toBe(3);
  });
});
