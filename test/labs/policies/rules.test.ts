import { describe, expect, it } from "@jest/globals";
import type { KubeObject } from "../../../labs/kube.js";
import { policies, violations, type PolicyContext } from "../../../labs/policies/index.js";
import { cluster1 } from "../../../labs/week1/cluster.js";

const context: PolicyContext = { cluster: cluster1, unpinned: ["istioinaction/catalog:latest"] };

const object = (kind: string, name: string, fields: object, namespace = "shop"): KubeObject => ({
  apiVersion: "v1",
  kind,
  metadata: { name, namespace },
  ...fields,
});

const clusterWide = (kind: string, name: string, labels: Record<string, string>): KubeObject => ({
  apiVersion: "v1",
  kind,
  metadata: { name, labels },
});

const deployment = (image: string, init: readonly string[] = []): KubeObject =>
  object("Deployment", "app", {
    spec: {
      template: {
        spec: { containers: [{ image }], initContainers: init.map((it) => ({ image: it })) },
      },
    },
  });

const service = (name: string, ...ports: readonly object[]): KubeObject =>
  object("Service", name, { spec: { ports } });

const shop = clusterWide("Namespace", "shop", { "istio-injection": "enabled" });
const http = { name: "http", port: 80 };
const route = (host: string, subset?: string, weight?: number): object => ({
  destination: { host, ...(subset === undefined ? {} : { subset }) },
  ...(weight === undefined ? {} : { weight }),
});
const virtualService = (spec: object): KubeObject => object("VirtualService", "web", { spec });
const routes = (...route: readonly object[]): KubeObject =>
  virtualService({ hosts: ["web"], http: [{ route }] });
const rule = (host: string, ...names: readonly string[]): KubeObject =>
  object("DestinationRule", "web", { spec: { host, subsets: names.map((name) => ({ name })) } });
const gateway = (selector: object): KubeObject => object("Gateway", "door", { spec: { selector } });
const opening = (name: string, protocol: string, host: string, tls: object): KubeObject =>
  object("Gateway", name, {
    spec: { servers: [{ port: { number: 443, protocol }, hosts: [host], tls }] },
  });
const withCredential = opening("door", "HTTPS", "web.example", { credentialName: "web" });
const passing = opening("door", "TLS", "web.example", { mode: "PASSTHROUGH" });
const bySni = (host: string): KubeObject =>
  virtualService({ hosts: [host], gateways: ["door"], tls: [{ match: [{ sniHosts: [host] }] }] });

type Rule = keyof typeof policies;

const broken = (name: Rule, objects: readonly KubeObject[]): string[] =>
  policies[name](objects, context).map(({ object: key, says }) => `${key} ${says}`);

/** Rule, what breaks it, the objects, the sentence. */
const BROKEN: readonly [Rule, string, readonly KubeObject[], string][] = [
  [
    "imagesArePinned",
    "an image without a tag",
    [deployment("nginx")],
    'Deployment/shop/app image "nginx" has no fixed version',
  ],
  [
    "imagesArePinned",
    "the tag latest",
    [deployment("quay.io/a/b:latest")],
    'Deployment/shop/app image "quay.io/a/b:latest" has no fixed version',
  ],
  [
    "imagesArePinned",
    "a registry's port instead of a tag",
    [deployment("localhost:5000/b")],
    'Deployment/shop/app image "localhost:5000/b" has no fixed version',
  ],
  [
    "imagesArePinned",
    "an init container's image",
    [deployment("a:1", ["b"])],
    'Deployment/shop/app image "b" has no fixed version',
  ],
  [
    "imagesArePinned",
    "a pod's image",
    [object("Pod", "p", { spec: { containers: [{ image: "c" }] } })],
    'Pod/shop/p image "c" has no fixed version',
  ],
  [
    "portsNameTheirProtocol",
    "a port without a name",
    [shop, service("web", { port: 80 })],
    'Service/shop/web port 80 is named "", which says no protocol',
  ],
  [
    "portsNameTheirProtocol",
    "a name that only begins like one",
    [shop, service("web", { name: "httpd", port: 80 })],
    'Service/shop/web port 80 is named "httpd", which says no protocol',
  ],
  [
    "nodePortsAreUnique",
    "one node port in two Services",
    [service("a", { nodePort: 30001 }), service("b", { nodePort: 30001 })],
    "Service/shop/b node port 30001 is taken by Service/shop/a",
  ],
  [
    "nodePortsAreMapped",
    "a node port of the range that the cluster lacks",
    [service("a", { nodePort: 30007 })],
    "Service/shop/a node port 30007 is not mapped to the host",
  ],
  [
    "subsetsExist",
    "a subset that no rule defines",
    [routes(route("web", "v3")), rule("web", "v1")],
    'VirtualService/shop/web no DestinationRule of web has the subset "v3"',
  ],
  [
    "subsetsExist",
    "a subset of another host's rule",
    [routes(route("web", "v1")), rule("api", "v1")],
    'VirtualService/shop/web no DestinationRule of web has the subset "v1"',
  ],
  [
    "subsetsExist",
    "a mirror to a missing subset",
    [virtualService({ http: [{ route: [], mirror: { host: "web", subset: "v2" } }] })],
    'VirtualService/shop/web no DestinationRule of web has the subset "v2"',
  ],
  [
    "weightsAddUp",
    "90 and 20",
    [routes(route("web", "v1", 90), route("web", "v2", 20))],
    "VirtualService/shop/web the weights of a route add up to 110, not 100",
  ],
  [
    "weightsAddUp",
    "one weight of two",
    [routes(route("web", "v1", 90), route("web", "v2"))],
    "VirtualService/shop/web the weights of a route add up to 90, not 100",
  ],
  [
    "gatewaysSelectPods",
    "an egress gateway",
    [gateway({ istio: "egressgateway" })],
    "Gateway/shop/door selects istio=egressgateway, which no pod has",
  ],
  [
    "gatewaysExist",
    "a gateway that is not there",
    [virtualService({ gateways: ["mesh", "door"] })],
    'VirtualService/shop/web there is no Gateway "door"',
  ],
  [
    "gatewaysExist",
    "a gateway of another namespace",
    [virtualService({ gateways: ["x/door"] }), gateway({})],
    'VirtualService/shop/web there is no Gateway "x/door"',
  ],
  [
    "hostsExist",
    "a destination without a Service",
    [virtualService({ hosts: ["*"], gateways: ["door"], http: [{ route: [route("api")] }] })],
    'VirtualService/shop/web host "api" is no Service',
  ],
  [
    "hostsExist",
    "a host of the mesh without a Service",
    [virtualService({ hosts: ["api"] })],
    'VirtualService/shop/web host "api" is no Service',
  ],
  [
    "hostsExist",
    "the full name in another namespace",
    [service("web", http), rule("web.x.svc.cluster.local")],
    'DestinationRule/shop/web host "web.x.svc.cluster.local" is no Service',
  ],
  [
    "namespacesAreSet",
    "an object without a namespace",
    [{ apiVersion: "v1", kind: "Pod", metadata: { name: "p" } }],
    "Pod/p has no namespace",
  ],
  [
    "namespacesExist",
    "an object of a namespace that nobody makes",
    [service("web", http)],
    'Service/shop/web there is no namespace "shop"',
  ],
  [
    "systemIsNotInjected",
    "the label on istio-system",
    [clusterWide("Namespace", "istio-system", { "istio-injection": "enabled" })],
    "Namespace/istio-system is labelled istio-injection=enabled",
  ],
  [
    "credentialsExist",
    "a Secret that is not there",
    [withCredential],
    'Gateway/shop/door there is no Secret "web" in istio-system, the gateway\'s namespace',
  ],
  [
    "gatewaysDontCollide",
    "one host in two Gateways",
    [passing, opening("second", "HTTPS", "web.example", {})],
    "Gateway/shop/second port 443 is for web.example in Gateway/shop/door too",
  ],
  [
    "sniHostsAreRouted",
    "a name that no route has",
    [passing],
    'Gateway/shop/door no VirtualService has a route for the SNI host "web.example"',
  ],
];

/** Rule and objects that keep it, though they come close to breaking it. */
const KEPT: readonly [Rule, string, readonly KubeObject[]][] = [
  [
    "imagesArePinned",
    "a tag, a digest, an exception",
    [
      deployment("localhost:5000/a:1"),
      deployment("a@sha256:0"),
      deployment("istioinaction/catalog:latest"),
    ],
  ],
  [
    "portsNameTheirProtocol",
    "names that begin with a protocol, or a protocol in the port",
    [
      shop,
      service(
        "web",
        { name: "grpc-api", port: 1 },
        { name: "http2", port: 2 },
        { name: "x", appProtocol: "http", port: 3 },
      ),
    ],
  ],
  [
    "portsNameTheirProtocol",
    "any name outside the mesh",
    [service("web", { name: "service", port: 3000 })],
  ],
  [
    "nodePortsAreUnique",
    "two node ports, and Services without one",
    [
      service("a", { nodePort: 30001 }),
      service("b", { nodePort: 30002 }, http),
      service("c", http),
    ],
  ],
  [
    "nodePortsAreMapped",
    "a mapped node port and one out of the range",
    [service("a", { nodePort: 30005 }, { nodePort: 31090 })],
  ],
  [
    "subsetsExist",
    "a short host and its full name",
    [routes(route("web", "v1")), rule("web.shop.svc.cluster.local", "v1")],
  ],
  [
    "weightsAddUp",
    "100 in all, or none given",
    [routes(route("web", "v1", 90), route("web", "v2", 10)), routes(route("web"))],
  ],
  [
    "gatewaysSelectPods",
    "the ingress gateway's labels",
    [gateway({ istio: "ingressgateway", app: "istio-ingressgateway" })],
  ],
  [
    "gatewaysSelectPods",
    "those of another gateway that the lab has",
    [
      gateway({ istio: "egressgateway" }),
      object("Deployment", "out", {
        spec: { template: { metadata: { labels: { istio: "egressgateway", app: "out" } } } },
      }),
    ],
  ],
  [
    "hostsExist",
    "hosts with a star, on either side",
    [
      service("web", http),
      rule("*.local"),
      rule("*.shop.svc.cluster.local"),
      routes(route("www.example.com")),
      object("ServiceEntry", "out", { spec: { hosts: ["*.example.com"] } }),
    ],
  ],
  [
    "namespacesAreSet",
    "a kind that its definition keeps outside of namespaces",
    [
      {
        ...clusterWide("CustomResourceDefinition", "issuers", {}),
        spec: { scope: "Cluster", names: { kind: "ClusterIssuer" } },
      },
      clusterWide("ClusterIssuer", "all", {}),
    ],
  ],
  [
    "gatewaysExist",
    "a gateway with and without its namespace, and the mesh",
    [virtualService({ gateways: ["mesh", "door", "shop/door"] }), gateway({})],
  ],
  [
    "hostsExist",
    "a Service by its short and full name, all hosts, a registry entry",
    [
      service("web", http),
      routes(route("web.shop.svc.cluster.local")),
      rule("web"),
      rule("*"),
      rule("example.com"),
      object("ServiceEntry", "out", { spec: { hosts: ["example.com"] } }),
    ],
  ],
  [
    "hostsExist",
    "any name at a gateway",
    [virtualService({ hosts: ["shop.example.com"], gateways: ["door"] })],
  ],
  ["namespacesAreSet", "kinds that have none", [clusterWide("ClusterRole", "r", {}), shop]],
  [
    "namespacesExist",
    "one that the lab makes, and one that every cluster has",
    [shop, service("web", http), object("Service", "dns", {}, "kube-system")],
  ],
  ["systemIsNotInjected", "the label on another namespace", [shop]],
  [
    "credentialsExist",
    "a Secret with a certificate and its key",
    [
      withCredential,
      object("Secret", "web", { data: { "tls.crt": "", "tls.key": "" } }, "istio-system"),
    ],
  ],
  [
    "gatewaysDontCollide",
    "two hosts of one kind of protocol on a port",
    [passing, opening("second", "HTTPS", "other.example", {})],
  ],
  ["sniHostsAreRouted", "a route by the name", [passing, bySni("web.example")]],
];

describe("a rule", () => {
  it.each(BROKEN)("%s is broken by %s", (name, _what, objects, sentence) => {
    expect(broken(name, objects)).toEqual([sentence]);
  });

  it.each(KEPT)("%s is kept by %s", (name, _what, objects) => {
    expect(broken(name, objects)).toEqual([]);
  });

  it.each(Object.keys(policies))("%s is shown broken and kept", (name) => {
    expect(BROKEN.map(([it]) => it)).toContain(name);
    expect(KEPT.map(([it]) => it)).toContain(name);
  });
});

describe("what is allowed", () => {
  it.each<[Rule, string, readonly KubeObject[], string]>([
    [
      "portsNameTheirProtocol",
      "the protocols",
      [shop, service("web", { port: 80 })],
      "http, http2, https, grpc, grpc-web, tcp, tls, udp, mongo, mysql, redis, each alone or before a dash; or appProtocol",
    ],
    [
      "nodePortsAreMapped",
      "the ports of the cluster",
      [service("a", { nodePort: 30007 })],
      `${cluster1.ports.map(({ containerPort }) => containerPort).join(", ")}, or one that is not for the host`,
    ],
    [
      "subsetsExist",
      "the subsets of the host",
      [routes(route("web", "v3")), rule("web", "v1", "v2")],
      "v1, v2",
    ],
    [
      "namespacesExist",
      "the namespaces that there are",
      [clusterWide("Namespace", "ship", {}), service("web", http)],
      "ship, default, kube-node-lease, kube-public, kube-system",
    ],
    ["subsetsExist", "that there are none", [routes(route("web", "v3"))], "none is there"],
    [
      "gatewaysExist",
      "the gateways that there are",
      [virtualService({ gateways: ["dor"] }), gateway({})],
      "shop/door, mesh",
    ],
    [
      "hostsExist",
      "the Services that there are",
      [service("web", http), rule("api")],
      "web.shop.svc.cluster.local",
    ],
  ])("by %s is told: %s", (name, _what, objects, allowed) => {
    expect(policies[name](objects, context)).toMatchObject([{ allowed }]);
  });

  it.each(BROKEN)("by %s is told of %s", (name, _what, objects) => {
    for (const { allowed } of policies[name](objects, context)) expect(allowed).toMatch(/\S/);
  });
});

describe("all rules together", () => {
  it("name the rule with each violation", () => {
    expect(violations([shop, deployment("nginx")], context)).toEqual([
      {
        rule: "imagesArePinned",
        object: "Deployment/shop/app",
        says: 'image "nginx" has no fixed version',
        allowed: "a tag other than latest, or a digest",
      },
    ]);
  });
});
