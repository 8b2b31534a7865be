import { describe, expect, it } from "@jest/globals";
import { clusterOf } from "../../labs/contents.js";
import { keyOf, type KubeObject } from "../../labs/kube.js";
import type { LabObject } from "../../labs/objects.js";
import { nodePortsOf, reachedAt, urlsOf } from "../../labs/urls.js";
import { stateAt } from "../../labs/week.js";
import { week1 } from "../../labs/week1/index.js";

const service = (namespace: string, name: string, ...nodePorts: number[]): KubeObject => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name, namespace },
  spec: { ports: nodePorts.map((nodePort, port) => ({ port, nodePort })) },
});

const placed = (object: KubeObject): LabObject => ({ key: keyOf(object), part: "kiali", object });

describe("the pages of a lab", () => {
  const cluster = clusterOf(stateAt(week1, "1.54"));

  it("are the host ports that lead to a Service, at its start page", () => {
    if (cluster === undefined) throw new Error("the base lab has a cluster");
    const objects = [
      service("istio-system", "kiali", 30003, 31090),
      service("kube-system", "kube-ops-view", 30005),
      service("istioinaction", "catalog"),
    ].map(placed);
    expect(urlsOf(objects, cluster)).toEqual([
      { url: "http://127.0.0.1:30003/kiali", purpose: "Kiali", service: "istio-system/kiali" },
      {
        url: "http://127.0.0.1:30005/#scale=1.5",
        purpose: "kube-ops-view",
        service: "kube-system/kube-ops-view",
      },
    ]);
  });

  it("begin with what their port speaks, by its name", () => {
    if (cluster === undefined) throw new Error("the base lab has a cluster");
    const gateway = service("istio-system", "istio-ingressgateway");
    const ports = [
      { name: "http2", nodePort: 30000 },
      { name: "https", nodePort: 30003 },
      { name: "tcp-echo", nodePort: 30004 },
    ];
    const urls = urlsOf([placed({ ...gateway, spec: { ports } })], cluster).map(({ url }) => url);
    expect(urls).toEqual([
      ...["http://127.0.0.1:30000", "https://127.0.0.1:30003", "tcp://127.0.0.1:30004"],
    ]);
  });

  it("are none while no Service is on a mapped port", () => {
    if (cluster === undefined) throw new Error("the base lab has a cluster");
    expect(urlsOf([placed(service("istio-system", "istiod", 31999))], cluster)).toEqual([]);
  });

  it("come from Services only", () => {
    expect(nodePortsOf({ ...service("a", "b", 30000), kind: "ConfigMap" })).toEqual([]);
    expect(nodePortsOf(service("a", "b"))).toEqual([]);
  });
});

describe("a URL of the study", () => {
  const cluster = {
    ports: [{ hostPort: 30000, containerPort: 30000, purpose: "" }],
  };

  it.each([
    ["stays where the lab listens on 127.0.0.1", "127.0.0.1", "http://127.0.0.1:30000/api"],
    ["stays where it listens everywhere", "0.0.0.0", "http://127.0.0.1:30000/api"],
    ["leads to the address that the lab listens on", "127.0.0.7", "http://127.0.0.7:30000/api"],
  ])("%s", (_title, address, expected) => {
    expect(reachedAt("http://127.0.0.1:30000/api", address, cluster)).toBe(expected);
  });

  it("is at the ports' address as well where it is the port that a URL leaves out", () => {
    const ports = [{ hostPort: 80, containerPort: 80, purpose: "pages" }];
    expect(reachedAt("http://127.0.0.1:80/api", "127.0.0.7", { ports })).toBe(
      "http://127.0.0.7/api",
    );
  });

  it("stays where it is no port of the lab's", () => {
    const forwarded = "http://127.0.0.1:8080/api";
    expect(reachedAt(forwarded, "127.0.0.7", cluster)).toBe(forwarded);
    expect(reachedAt(forwarded, "127.0.0.7", undefined)).toBe(forwarded);
  });
});
