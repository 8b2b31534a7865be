import { describe, expect, it } from "@jest/globals";
import { valueAt } from "../../../labs/fields.js";
import type { KubeObject } from "../../../labs/kube.js";
import { STAND_INS, withStandIns } from "../../../labs/stand-ins/index.js";
import { placed } from "../../support/fake-manifests.js";

const entryOf = (name: string): KubeObject => ({
  apiVersion: "networking.istio.io/v1alpha3",
  kind: "ServiceEntry",
  metadata: { name, namespace: "istioinaction" },
  spec: { hosts: ["httpbin.org"], ports: [{ number: 80 }], resolution: "DNS" },
});
const entry = placed("routing", entryOf("external-httpbin-org"));

describe("httpbin.org on stand-ins", () => {
  const objects = withStandIns(entry);
  const at = (key: string, path: string): unknown =>
    valueAt(objects.find((each) => each.key === key)?.object, path);

  it("is a Service of the cluster, to which its entry leads", () => {
    expect(at("ServiceEntry/istioinaction/external-httpbin-org", "spec")).toEqual({
      ...(valueAt(entry[0]?.object, "spec") as object),
      endpoints: [{ address: "httpbin.default.svc.cluster.local" }],
    });
    expect(at("Service/default/httpbin", "spec.ports[0].port")).toBe(80);
  });

  it("is answered by pods that the Service selects, by a program of an image that there is", () => {
    const template = "spec.template";
    expect(at("Deployment/default/httpbin", `${template}.metadata.labels`)).toEqual(
      at("Service/default/httpbin", "spec.selector"),
    );
    const container = `${template}.spec.containers[0]`;
    expect(at("Deployment/default/httpbin", `${container}.ports[0].containerPort`)).toBe(
      at("Service/default/httpbin", "spec.ports[0].targetPort"),
    );
    const image = at("Deployment/default/httpbin", `${container}.image`);
    expect(Object.keys(STAND_INS)).toContain(image);
  });

  it("comes and goes with its entry, in the same part", () => {
    expect(objects.map(({ part }) => part)).toEqual(["routing", "routing", "routing"]);
    expect(withStandIns(placed("routing", entryOf("another")))).toHaveLength(1);
  });
});
