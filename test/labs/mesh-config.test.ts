import { describe, expect, it } from "@jest/globals";
import { judgeObject } from "../../checks/object-probe.js";
import { weeks } from "../../labs/index.js";
import type { KubeObject } from "../../labs/kube.js";

const KEY = "ConfigMap/istio-system/istio";

/** What the checks of a step say of the mesh's settings, as istioctl has written them. */
function wrongAt(id: string, mesh: string): readonly string[] {
  const object: KubeObject = {
    ...{ apiVersion: "v1", kind: "ConfigMap" },
    metadata: { name: "istio", namespace: "istio-system" },
    data: { mesh },
  };
  const checks = weeks.flatMap(({ steps }) => steps.find((step) => step.id === id)?.checks ?? []);
  const found = checks.flatMap(({ probe }) =>
    probe.kind === "object" && probe.object === KEY ? [probe] : [],
  );
  expect(found).toHaveLength(1);
  return found.flatMap((probe) => judgeObject(probe, new Map([[KEY, object]]))?.text ?? []);
}

const SETTINGS = `defaultConfig:
  discoveryAddress: istiod.istio-system.svc:15012
  proxyMetadata: {}
  tracing:
    sampling: 100
    zipkin:
      address: zipkin.istio-system:9411
accessLogFile: /dev/stdout
defaultHttpRetryPolicy:
  attempts: 0
enablePrometheusMerge: true
outboundTrafficPolicy:
  mode: REGISTRY_ONLY
trustDomain: cluster.local`;

describe("the mesh's settings", () => {
  it.each([
    ["1.15", "9411", "9412", "defaultConfig.tracing.zipkin.address"],
    ["1.15", "Merge: true", "Merge: false", "enablePrometheusMerge"],
    ["3.27", "REGISTRY_ONLY", "ALLOW_ANY", "outboundTrafficPolicy.mode"],
    ["3.46", "attempts: 0", "attempts: 2", "defaultHttpRetryPolicy.attempts"],
    ["3.54", "sampling: 100", "sampling: 1", "defaultConfig.tracing.sampling"],
    ["3.54", "/dev/stdout", '""', "accessLogFile"],
  ])("are those of step %s with %s, and not with %s", (id, right, wrong, path) => {
    expect(wrongAt(id, SETTINGS)).toEqual([]);
    const [text] = wrongAt(id, SETTINGS.replace(right, wrong));
    expect(text).toContain(`ConfigMap istio-system/istio: data.mesh is YAML with ${path} `);
  });
});
