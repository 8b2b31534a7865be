import { describe, expect, it } from "@jest/globals";
import { nodePort, serviceAddress } from "../../components/part-outputs.js";
import { kubeObject, placed } from "../support/fake-manifests.js";

const service = (name: string, namespace: string | undefined, spec: object) =>
  placed(
    "catalog",
    kubeObject("v1", "Service", { name, ...(namespace === undefined ? {} : { namespace }) }, spec),
  );

describe("the address of a part's Service", () => {
  it("has its name, namespace and first port", () => {
    const objects = service("catalog", "istioinaction", {
      ports: [{ port: 8080 }, { port: 9090 }],
    });
    expect(serviceAddress(objects, "catalog")).toBe("catalog.istioinaction:8080");
  });

  it("is in the namespace default where the manifest names none", () => {
    expect(serviceAddress(service("web", undefined, { ports: [{ port: 80 }] }), "web")).toBe(
      "web.default:80",
    );
  });

  it("is not there without a Service of that very name", () => {
    const objects = [
      ...service("catalog", "istioinaction", { ports: [{ port: 80 }] }),
      ...placed("webapp", kubeObject("apps/v1", "Deployment", { name: "log" })),
    ];
    expect(serviceAddress(objects, "log")).toBeUndefined();
    expect(serviceAddress([], "catalog")).toBeUndefined();
  });
});

describe("the node port of a part", () => {
  it("is the first one of the Service of that name", () => {
    const objects = [
      ...service("other", "istio-system", { ports: [{ port: 1, nodePort: 31000 }] }),
      ...service("kiali", "istio-system", {
        ports: [{ port: 9090 }, { port: 20001, nodePort: 30003 }],
      }),
    ];
    expect(nodePort(objects, "kiali")).toBe(30003);
  });

  it("is not there while the Service has none", () => {
    expect(nodePort(service("kiali", "a", { ports: [{ port: 9090 }] }), "kiali")).toBeUndefined();
    expect(nodePort([], "kiali")).toBeUndefined();
  });
});
