import { describe, expect, it } from "@jest/globals";
import { clusterOf, meshOf, objectsIn } from "../../../labs/contents.js";
import { diffValues, showChange } from "../../../labs/diff.js";
import type { LabState } from "../../../labs/state.js";
import { stateAt } from "../../../labs/week.js";
import { week3 } from "../../../labs/week3/index.js";
import { M0, M1, M2, M3, M4 } from "../../../labs/week3/mesh.js";

const at = (id: string): LabState => stateAt(week3, id);

/** What one installation changes of another, as the learner reads it. */
const change = (before: object, after: object): string[] =>
  diffValues(before, after).map(showChange);

describe("the cluster of week 3", () => {
  it("has the version, subnets and ports of the study", () => {
    expect(clusterOf(at("3.1"))).toEqual({
      name: "myk8s",
      kubernetes: "1.23.17",
      podSubnet: "10.10.0.0/16",
      serviceSubnet: "10.200.1.0/24",
      ports: [30000, 30001, 30002, 30003, 30004, 30005, 30006, 30007].map((port) => ({
        hostPort: port,
        containerPort: port,
        purpose: expect.any(String),
      })),
      bookPath: "/istiobook",
      kubeadmConfigPatches: [],
    });
  });

  it("is the same at every step, so that none makes a new one", () => {
    for (const { id } of week3.steps) expect(clusterOf(at(id))).toEqual(clusterOf(at("3.1")));
  });
});

describe("the installations of Istio", () => {
  it("begin with the default profile, its gateway on the node ports of the study", () => {
    expect(M0).toEqual({
      profile: "default",
      hub: "docker.io/istio",
      tag: "1.17.8",
      components: {
        ingressGateways: [
          {
            name: "istio-ingressgateway",
            enabled: true,
            k8s: {
              service: {
                type: "NodePort",
                externalTrafficPolicy: "Local",
                ports: [
                  { name: "status-port", port: 15021, targetPort: 15021, nodePort: 31674 },
                  { name: "http2", port: 80, targetPort: 8080, nodePort: 30000 },
                  { name: "https", port: 443, targetPort: 8443, nodePort: 30005 },
                ],
              },
            },
          },
        ],
      },
    });
  });

  it("differ in nothing but the settings of the mesh", () => {
    expect(change(M0, M1)).toEqual([
      'meshConfig: (none) → {"outboundTrafficPolicy":{"mode":"REGISTRY_ONLY"}}',
    ]);
    expect(change(M1, M2)).toEqual([
      'meshConfig.defaultHttpRetryPolicy: (none) → {"attempts":0}',
      'meshConfig.outboundTrafficPolicy: {"mode":"REGISTRY_ONLY"} → (none)',
    ]);
    expect(change(M2, M3)).toEqual([
      'meshConfig.accessLogFile: (none) → "/dev/stdout"',
      'meshConfig.defaultConfig: (none) → {"tracing":{"sampling":100}}',
    ]);
  });

  it("keep the log and the traces at the end, which the notes' last one takes back", () => {
    expect(M4).toEqual(M3);
  });

  it.each([
    ["3.1", M0],
    ["3.26", M0],
    ["3.27", M1],
    ["3.30", M1],
    ["3.31", M0],
    ["3.45", M0],
    ["3.46", M2],
    ["3.53", M2],
    ["3.54", M3],
    ["3.62", M3],
    ["3.63", M4],
    ["3.66", M4],
  ])("are those of the study at %s", (id, wanted) => {
    expect(meshOf(at(id))?.meshConfig).toEqual(wanted.meshConfig);
  });

  it("never change the gateway's Service", () => {
    const service = M0.components?.ingressGateways?.[0]?.k8s?.service;
    for (const { id } of week3.steps) {
      expect(meshOf(at(id))?.components?.ingressGateways?.[0]?.k8s?.service).toEqual(service);
    }
  });
});

describe("what a change of the mesh restarts", () => {
  const annotation = "istio-lab/proxy-config";

  /** The keys of the workloads whose pods differ between two steps; `gateway` for the ingress gateway's. */
  function restarted(from: string, to: string): string[] {
    const templates = (id: string): Record<string, unknown> => ({
      gateway: meshOf(at(id))?.components?.ingressGateways?.[0]?.k8s?.podAnnotations?.[annotation],
      ...Object.fromEntries(
        Object.entries(objectsIn(at(id)))
          .filter(([key]) => key.startsWith("Deployment/"))
          .map(([key, { object }]) => [key, (object["spec"] as { template: unknown }).template]),
      ),
    });
    const [before, after] = [templates(from), templates(to)];
    return Object.keys(after).filter((key) => diffValues(before[key], after[key]).length > 0);
  }

  it("is nothing where the settings reach running proxies", () => {
    expect(restarted("3.26", "3.27")).toEqual([]);
  });

  it("is the gateway and all sidecars where the sampling changes", () => {
    expect(restarted("3.53", "3.54").sort()).toEqual([
      "Deployment/istioinaction/simple-backend-1",
      "Deployment/istioinaction/simple-backend-2",
      "Deployment/istioinaction/simple-web",
      "gateway",
    ]);
  });

  it("leaves no trace while Istio's defaults hold", () => {
    for (const id of ["3.1", "3.16", "3.29", "3.53"]) {
      expect(JSON.stringify(at(id))).not.toContain(annotation);
    }
  });
});
