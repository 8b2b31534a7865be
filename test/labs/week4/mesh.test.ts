import { describe, expect, it } from "@jest/globals";
import { clusterOf, meshOf } from "../../../labs/contents.js";
import { diffValues, showChange } from "../../../labs/diff.js";
import { stateAt } from "../../../labs/week.js";
import { week4 } from "../../../labs/week4/index.js";
import { installed, M0, M1, M2, M3, M4 } from "../../../labs/week4/mesh.js";

/** What one installation changes of another, as the learner reads it. */
const change = (before: object, after: object): string[] =>
  diffValues(before, after).map(showChange);

describe("the cluster of week 4", () => {
  it("has eight ports, and a controller manager that others may ask", () => {
    const cluster = clusterOf(stateAt(week4, week4.base));
    expect(cluster?.ports.map(({ hostPort }) => hostPort)).toEqual([
      30000, 30001, 30002, 30003, 30004, 30005, 30006, 30007,
    ]);
    expect(cluster?.kubeadmConfigPatches).toEqual([
      expect.stringContaining("bind-address: 0.0.0.0"),
    ]);
  });
});

describe("the installations of Istio in week 4", () => {
  it.each([
    ["4.0.7", installed],
    ["4.0.9", M0],
    ["4.19", M0],
    ["4.20", M1],
    ["4.23", M1],
    ["4.24", M2],
    ["4.32", M2],
  ])("stand at %s as the notes left them", (id, mesh) => {
    expect(meshOf(stateAt(week4, id))).toEqual(mesh);
  });

  it("trace every request from 4.33 on, and one in ten from 4.37 on", () => {
    const sampling = (id: string): unknown =>
      meshOf(stateAt(week4, id))?.meshConfig?.defaultConfig?.tracing?.sampling;
    expect(["4.32", "4.33", "4.36", "4.37", "4.46"].map(sampling)).toEqual([
      undefined,
      100,
      100,
      10,
      10,
    ]);
  });

  it("keep the gateway on the node's ports, whatever the profile", () => {
    for (const mesh of [M0, M1, M2, M3, M4]) {
      const service = mesh.components?.ingressGateways?.[0]?.k8s?.service;
      const nodePort = (port: number): unknown =>
        service?.ports?.find((one) => one.port === port)?.nodePort;
      expect(service?.type).toBe("NodePort");
      expect([80, 443].map(nodePort)).toEqual([30000, 30005]);
    }
  });

  it("take the dimensions of 4.20 away at 4.24, as one overlay replaces the other", () => {
    const overrides = (mesh: object): string =>
      JSON.stringify((mesh as { readonly values?: unknown }).values);
    expect(overrides(M1)).toContain("upstream_proxy_version");
    expect(overrides(M2)).not.toContain("upstream_proxy_version");
    expect(overrides(M2)).not.toMatch(/inboundSidecar|gateway/);
    expect(overrides(M2)).toContain('"upstream_operation":"istio_operationId"');
  });

  it("differ between 4.33 and 4.37 in the sampling alone", () => {
    expect(change(M3, M4)).toEqual(["meshConfig.defaultConfig.tracing.sampling: 100 → 10"]);
  });
});
