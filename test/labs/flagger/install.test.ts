import { describe, expect, it } from "@jest/globals";
import { valueAt } from "../../../labs/fields.js";
import { flagger, flaggerKeys } from "../../../labs/flagger/install.js";

const found = (kind: string): unknown => flagger.find((object) => object.kind === kind);
const CONTAINER = "spec.template.spec.containers[name=flagger]";

describe("the objects of Flagger", () => {
  it("are those of its chart but for the definitions", () => {
    expect(flaggerKeys).toEqual([
      "ServiceAccount/istio-system/flagger",
      "ClusterRole/flagger",
      "ClusterRoleBinding/flagger",
      "Deployment/istio-system/flagger",
    ]);
  });

  it("run the pinned image with the study's flags", () => {
    expect(valueAt(found("Deployment"), `${CONTAINER}.image`)).toBe(
      "ghcr.io/fluxcd/flagger:1.41.0",
    );
    const command = valueAt(found("Deployment"), `${CONTAINER}.command`);
    for (const flag of [
      "-mesh-provider=istio",
      "-metrics-server=http://prometheus:9090",
      "-enable-config-tracking=true",
    ]) {
      expect(command).toContain(flag);
    }
  });

  it("let Prometheus read Flagger's own figures", () => {
    expect(valueAt(found("Deployment"), "spec.template.metadata.annotations")).toEqual({
      "prometheus.io/scrape": "true",
      "prometheus.io/port": "8080",
    });
  });

  it("are found by the label that the notes ask for", () => {
    const labels = valueAt(found("Deployment"), "spec.template.metadata.labels");
    expect(labels).toMatchObject({ "app.kubernetes.io/name": "flagger" });
    expect(labels).toMatchObject(
      valueAt(found("Deployment"), "spec.selector.matchLabels") as object,
    );
  });

  it("may write what Flagger makes, and nothing of other meshes", () => {
    const rules = valueAt(found("ClusterRole"), "rules") as {
      apiGroups: string[];
      resources: string[];
      verbs: string[];
    }[];
    const allowed = (group: string, resource: string): boolean =>
      rules.some(
        ({ apiGroups, resources, verbs }) =>
          apiGroups.includes(group) && resources.includes(resource) && verbs.includes("create"),
      );
    for (const [group, resource] of [
      ["", "services"],
      ["", "events"],
      ["apps", "deployments"],
      ["flagger.app", "canaries/status"],
      ["networking.istio.io", "virtualservices"],
      ["networking.istio.io", "destinationrules"],
    ] as const) {
      expect([resource, allowed(group, resource)]).toEqual([resource, true]);
    }
    expect(rules.flatMap(({ apiGroups }) => apiGroups).sort()).toEqual([
      "",
      "apps",
      "autoscaling",
      "flagger.app",
      "networking.istio.io",
    ]);
    expect(valueAt(found("ClusterRoleBinding"), "subjects")).toEqual([
      { kind: "ServiceAccount", name: "flagger", namespace: "istio-system" },
    ]);
  });
});
