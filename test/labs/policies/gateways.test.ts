import { describe, expect, it } from "@jest/globals";
import { policies } from "../../../labs/policies/index.js";
import type { KubeObject } from "../../../labs/kube.js";
import { onPurpose } from "../../../labs/slips.js";
import { cluster1 } from "../../../labs/week1/cluster.js";

const object = (kind: string, name: string, fields: object, namespace = "shop"): KubeObject => ({
  ...{ apiVersion: "v1", kind, metadata: { name, namespace } },
  ...fields,
});

const secret = (name: string, entries: readonly string[], namespace = "istio-system") =>
  object("Secret", name, { data: Object.fromEntries(entries.map((it) => [it, ""])) }, namespace);

const server = (number: number, protocol: string, hosts: readonly string[], tls?: object) => ({
  port: { number, protocol },
  hosts,
  ...(tls === undefined ? {} : { tls }),
});
const gateway = (name: string, ...servers: readonly object[]): KubeObject =>
  object("Gateway", name, { spec: { selector: { istio: "ingressgateway" }, servers } });

const https = (credentialName: string, mode = "SIMPLE") =>
  gateway("door", server(443, "HTTPS", ["web.example"], { mode, credentialName }));

const passing = (...hosts: readonly string[]): KubeObject =>
  gateway("door", server(31400, "TLS", hosts, { mode: "PASSTHROUGH" }));
const sniRoute = (sniHost: string, hosts = [sniHost]): KubeObject =>
  object("VirtualService", "web", {
    spec: { hosts, gateways: ["door"], tls: [{ match: [{ sniHosts: [sniHost] }] }] },
  });

const broken = (rule: keyof typeof policies, ...objects: readonly KubeObject[]): string[] =>
  policies[rule](objects, { cluster: cluster1, unpinned: [] }).map(
    ({ object: key, says, allowed }) => `${key} ${says}. Allowed: ${allowed}`,
  );

describe("the credential that a Gateway names", () => {
  const whole = secret("web", ["tls.crt", "tls.key"]);

  it("is a Secret of the gateway's namespace", () => {
    expect(broken("credentialsExist", https("web"), whole)).toEqual([]);
    expect(broken("credentialsExist", https("wbe"), whole)).toEqual([
      'Gateway/shop/door there is no Secret "wbe" in istio-system, the gateway\'s namespace. Allowed: web',
    ]);
  });

  it("is not found in another namespace, and the rule says where it lies", () => {
    expect(broken("credentialsExist", https("web"), secret("web", ["tls.crt"], "shop"))).toEqual([
      'Gateway/shop/door there is no Secret "web" in istio-system, the gateway\'s namespace; one lies in shop. Allowed: none is there',
    ]);
  });

  it("has a key, and in mode MUTUAL the authority of the clients", () => {
    expect(broken("credentialsExist", https("web"), secret("web", ["tls.crt"]))).toEqual([
      'Gateway/shop/door the Secret "web" has no tls.key, which mode SIMPLE needs. Allowed: a Secret with tls.crt, tls.key',
    ]);
    expect(broken("credentialsExist", https("web", "MUTUAL"), whole)).toEqual([
      'Gateway/shop/door the Secret "web" has no ca.crt, which mode MUTUAL needs. Allowed: a Secret with tls.crt, tls.key, ca.crt',
    ]);
  });
});

describe("two Gateways on one port", () => {
  const one = gateway("one", server(443, "HTTPS", ["web.example"]));

  it("share no host", () => {
    const other = gateway("two", server(443, "HTTPS", ["shop/web.example"]));
    expect(broken("gatewaysDontCollide", one, other)).toEqual([
      "Gateway/shop/two port 443 is for web.example in Gateway/shop/one too. Allowed: a port or a host of its own, and one kind of protocol a port",
    ]);
  });

  it("may have other hosts, or the same on another port", () => {
    const others = gateway("two", server(443, "HTTPS", ["b.example"]));
    const elsewhere = gateway("three", server(80, "HTTP", ["web.example"]));
    expect(broken("gatewaysDontCollide", one, others, elsewhere)).toEqual([]);
  });

  it("are not for TCP and for TLS", () => {
    const tcp = gateway("tcp", server(31400, "TCP", ["*"]));
    const tls = gateway("tls", server(31400, "TLS", ["web.example"]));
    expect(broken("gatewaysDontCollide", tcp, tls)).toEqual([
      "Gateway/shop/tls port 31400 is for TLS here and for TCP in Gateway/shop/tcp. Allowed: a port or a host of its own, and one kind of protocol a port",
    ]);
    expect(broken("gatewaysDontCollide", tcp, { ...tcp, metadata: { name: "b" } })).toHaveLength(1);
  });

  it("may select other pods", () => {
    const other = {
      ...one,
      metadata: { name: "two" },
      spec: { ...(one["spec"] as object), selector: { istio: "mine" } },
    };
    expect(broken("gatewaysDontCollide", one, other)).toEqual([]);
  });

  it("collide where one is wrong on purpose, and nobody refuses it", () => {
    const slip = onPurpose("a-slip", { ...one, metadata: { name: "coolstore" } });
    expect(broken("gatewaysDontCollide", one, slip)).toEqual([]);
    expect(broken("gatewaysDontCollide", slip, one)).toEqual([]);
  });
});

describe("a host that is passed through by its name", () => {
  it("has a route by that name", () => {
    expect(broken("sniHostsAreRouted", passing("a.example"), sniRoute("a.example"))).toEqual([]);
    expect(
      broken("sniHostsAreRouted", passing("a.example", "b.example"), sniRoute("a.example")),
    ).toEqual([
      'Gateway/shop/door no VirtualService has a route for the SNI host "b.example". Allowed: a.example',
    ]);
  });

  it("may be one of those that a star stands for", () => {
    const star = "*.example";
    expect(broken("sniHostsAreRouted", passing(star), sniRoute("a.example"))).toEqual([]);
    expect(broken("sniHostsAreRouted", passing("a.example"), sniRoute(star))).toEqual([]);
    expect(broken("sniHostsAreRouted", sniRoute("a.example", [star]))).toEqual([]);
    expect(broken("sniHostsAreRouted", passing(star), sniRoute("a.other"))).toEqual([
      'Gateway/shop/door no VirtualService has a route for the SNI host "*.example". Allowed: a.other',
    ]);
  });

  it("is one of its VirtualService's hosts", () => {
    expect(broken("sniHostsAreRouted", sniRoute("a.example", ["b.example"]))).toEqual([
      'VirtualService/shop/web routes the SNI host "a.example", which is none of its hosts. Allowed: b.example',
    ]);
  });
});
