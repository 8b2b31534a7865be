import { describe, expect, it } from "@jest/globals";
import { addonsIn, clusterOf, meshOf } from "../../../labs/contents.js";
import type { LabState } from "../../../labs/state.js";
import { stateAt } from "../../../labs/week.js";
import { week1 } from "../../../labs/week1/index.js";

const at = (id: string): LabState => stateAt(week1, id);

describe("the cluster of week 1", () => {
  it("has the version, subnets and ports of the study", () => {
    expect(clusterOf(at("1.2"))).toEqual({
      name: "myk8s",
      kubernetes: "1.23.17",
      podSubnet: "10.10.0.0/16",
      serviceSubnet: "10.200.1.0/24",
      ports: [30000, 30001, 30002, 30003, 30004, 30005].map((port) => ({
        hostPort: port,
        containerPort: port,
        purpose: expect.any(String),
      })),
      bookPath: "/istiobook",
      kubeadmConfigPatches: [],
    });
  });

  it("is the same from 1.2 to the end, so that no step makes a new one", () => {
    const clusters = week1.steps.slice(1, -1).map(({ id }) => clusterOf(at(id)));
    for (const cluster of clusters) expect(cluster).toEqual(clusterOf(at("1.2")));
  });
});

describe("the mesh of week 1", () => {
  const specWith = (service: object): object => ({
    profile: "default",
    hub: "docker.io/istio",
    tag: "1.17.8",
    components: {
      ingressGateways: [{ name: "istio-ingressgateway", enabled: true, k8s: { service } }],
    },
  });
  const ports = (http: number): object[] => [
    { name: "status-port", port: 15021, targetPort: 15021, nodePort: 30191 },
    { name: "http2", port: 80, targetPort: 8080, nodePort: http },
    { name: "https", port: 443, targetPort: 8443, nodePort: 31846 },
  ];

  it("has a LoadBalancer with the node ports of the study until 1.35", () => {
    const spec = specWith({ type: "LoadBalancer", ports: ports(31021) });
    expect(meshOf(at("1.11"))).toEqual(spec);
    expect(meshOf(at("1.35"))).toEqual(spec);
  });

  it("has a NodePort 30000 from 1.36, the other ports as before", () => {
    expect(meshOf(at("1.36"))).toEqual(specWith({ type: "NodePort", ports: ports(30000) }));
  });

  it("keeps the client's address from 1.37", () => {
    const spec = { type: "NodePort", externalTrafficPolicy: "Local", ports: ports(30000) };
    expect(meshOf(at("1.37"))).toEqual(specWith(spec));
    expect(meshOf(at("1.59"))).toEqual(specWith(spec));
  });
});

describe("the addons of week 1", () => {
  it("are inside the cluster until 1.39", () => {
    const inside = { type: "ClusterIP", nodePorts: {} };
    const expected = { prometheus: inside, grafana: inside, jaeger: inside, kiali: inside };
    expect(addonsIn(at("1.14"))).toEqual(expected);
    expect(addonsIn(at("1.39"))).toEqual(expected);
  });

  it("are on 30001 to 30004 from 1.40, with no node port left to chance", () => {
    expect(addonsIn(at("1.40"))).toEqual({
      prometheus: { type: "NodePort", nodePorts: { 9090: 30001 } },
      grafana: { type: "NodePort", nodePorts: { 3000: 30002 } },
      kiali: { type: "NodePort", nodePorts: { 20001: 30003, 9090: 31090 } },
      jaeger: { type: "NodePort", nodePorts: { 80: 30004, 16685: 31685 } },
    });
  });
});
