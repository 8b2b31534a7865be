import { describe, expect, it } from "@jest/globals";
import { samplesIn } from "../../../labs/contents.js";
import { dashboardFilesIn } from "../../../labs/dashboards/files.js";
import { ISTIO_DASHBOARDS } from "../../../labs/dashboards/istio.js";
import { placedBy, type Item } from "../../../labs/items/index.js";
import { dashboards, nothing } from "../../../labs/state.js";
import { changesBetween } from "../../../labs/step-changes.js";
import { fakeManifests } from "../../support/fake-manifests.js";

const metadata = { name: "istio-dashboards", namespace: "prometheus" };
const labelled = { ...metadata, labels: { grafana_dashboard: "1" } };
const item: Item = { kind: "dashboards", metadata };

const configMap = (name: string, data: Readonly<Record<string, string>>) => ({
  ...{ apiVersion: "v1", kind: "ConfigMap", metadata: { name } },
  data,
});

describe("the dashboards of the release", () => {
  it("are all files of the addon's ConfigMaps that are dashboards, in one ConfigMap", () => {
    const release = [
      configMap("grafana", { "grafana.ini": "[log]" }),
      configMap("istio-grafana-dashboards", { "pilot-dashboard.json": "{}" }),
      configMap("istio-services-grafana-dashboards", { "istio-mesh-dashboard.json": '{"a":1}' }),
    ];
    const sample = (name: string) => (name === "grafana" ? release : []);
    expect(placedBy(item, { ...fakeManifests, sample })).toEqual([
      {
        part: "dashboards",
        object: {
          ...configMap("istio-dashboards", {
            "istio-mesh-dashboard.json": '{"a":1}',
            "pilot-dashboard.json": "{}",
          }),
          metadata,
        },
      },
    ]);
  });

  it("need the manifest of the addon, and not the addon", () => {
    expect(samplesIn(dashboards(metadata)(nothing))).toEqual(["grafana"]);
    expect(samplesIn(nothing)).toEqual([]);
  });

  it("are shown by their titles, and a label by itself", () => {
    const before = dashboards(metadata)(nothing);
    const [added] = changesBetween(nothing, before);
    const titles = Object.values(ISTIO_DASHBOARDS).map(
      ({ file, title }) => [file, `(${title})`] as const,
    );
    const data: Readonly<Record<string, string>> = Object.fromEntries(titles);
    expect(added?.whole).toEqual({ metadata, data });
    const [change] = changesBetween(before, dashboards(labelled)(nothing));
    expect(change?.fields).toEqual([
      { path: "metadata.labels", before: undefined, after: { grafana_dashboard: "1" } },
    ]);
  });

  it("are none among objects that hold none", () => {
    expect(dashboardFilesIn([configMap("istio", { mesh: "{}" })])).toEqual({});
  });
});
