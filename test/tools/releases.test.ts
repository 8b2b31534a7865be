import { describe, expect, it } from "@jest/globals";
import { clusterOf, meshOf } from "../../labs/contents.js";
import { FLAGGER_VERSION } from "../../labs/flagger/install.js";
import { podImages } from "../../labs/images.js";
import { weeks } from "../../labs/index.js";
import { metricsServer } from "../../labs/observability/metrics-server.js";
import { STAND_INS } from "../../labs/stand-ins/index.js";
import { stateAt } from "../../labs/week.js";
import { pins, studied } from "../../tools/pins.js";
import { requireReleases, whyNot } from "../../tools/releases.js";

describe.each(weeks)("the versions of $id", ({ versions, ...week }) => {
  it("are in the table of releases, and go together", () => {
    expect(whyNot(versions)).toBeUndefined();
  });

  it("are those of its cluster and its mesh at every step", () => {
    const { kubernetes, istio } = versions;
    for (const { id } of week.steps) {
      const state = stateAt({ ...week, versions }, id);
      const [cluster, mesh] = [clusterOf(state), meshOf(state)];
      expect([id, cluster?.kubernetes ?? kubernetes]).toEqual([id, kubernetes]);
      expect([id, mesh?.tag ?? istio]).toEqual([id, istio]);
    }
  });
});

describe("versions outside the table", () => {
  it.each([
    [
      { kubernetes: "1.29.0" },
      'there are no tools for Kubernetes "1.29.0"; there are for 1.23.17, 1.30.4',
    ],
    [{ istio: "1.22.0" }, 'there are no tools for Istio "1.22.0"; there are for 1.17.8, 1.23.2'],
    [
      { kubernetes: "1.30.4", istio: "1.17.8" },
      "Istio 1.17.8 supports Kubernetes 1.23 to 1.26, not 1.30.4",
    ],
    [
      { kubernetes: "1.23.17", istio: "1.23.2" },
      "Istio 1.23.2 supports Kubernetes 1.27 to 1.30, not 1.23.17",
    ],
    [
      { kubernetes: "1.23.17", istio: "1.9.0" },
      'there are no tools for Istio "1.9.0"; there are for 1.17.8, 1.23.2',
    ],
  ])("are refused with those there are: %j", (versions, why) => {
    expect(whyNot(versions)).toBe(why);
    expect(() => {
      requireReleases(versions);
    }).toThrow(`The versions of this week can't be had: ${why}.`);
  });
});

describe("the versions that objects name", () => {
  it("are those of the tools that the lab builds and renders with", () => {
    expect(FLAGGER_VERSION).toBe(pins.flagger);
    expect(metricsServer.flatMap(podImages)).toEqual([
      `registry.k8s.io/metrics-server/metrics-server:v${pins.metricsServer}`,
    ]);
    for (const image of [
      `docker.io/istio/pilot:${studied.istio}`,
      `docker.io/istio/proxyv2:${studied.istio}`,
      `ghcr.io/fluxcd/flagger:${pins.flagger}`,
      `registry:${pins.registry}`,
    ])
      expect(Object.keys(STAND_INS)).toContain(image);
  });
});
