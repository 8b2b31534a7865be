import { describe, expect, it } from "@jest/globals";
import { gateway, subsets, webappRoute } from "../../../labs/week1/routing.js";

const routing = (kind: string, name: string, spec: object): object => ({
  apiVersion: "networking.istio.io/v1alpha3",
  kind,
  metadata: { name, namespace: "istioinaction" },
  spec,
});

describe("the routing objects of week 1", () => {
  it("open port 80 of the ingress gateway for all hosts", () => {
    expect(gateway).toEqual(
      routing("Gateway", "outfitters-gateway", {
        selector: { istio: "ingressgateway" },
        servers: [{ port: { number: 80, name: "http", protocol: "HTTP" }, hosts: ["*"] }],
      }),
    );
  });

  it("send all that comes in to webapp's port 80", () => {
    expect(webappRoute).toEqual(
      routing("VirtualService", "webapp-virtualservice", {
        hosts: ["*"],
        gateways: ["outfitters-gateway"],
        http: [{ route: [{ destination: { host: "webapp", port: { number: 80 } } }] }],
      }),
    );
  });

  it("name the two versions of catalog, without a traffic policy", () => {
    expect(subsets).toEqual(
      routing("DestinationRule", "catalog", {
        host: "catalog",
        subsets: [
          { name: "version-v1", labels: { version: "v1" } },
          { name: "version-v2", labels: { version: "v2" } },
        ],
      }),
    );
  });
});
