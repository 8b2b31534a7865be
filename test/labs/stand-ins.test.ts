import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { objectsIn } from "../../labs/contents.js";
import { valueAt } from "../../labs/fields.js";
import { podImages } from "../../labs/images.js";
import { weeks } from "../../labs/index.js";
import type { LabObject } from "../../labs/objects.js";
import { STAND_INS, withStandIns } from "../../labs/stand-ins/index.js";
import { stateAt, type Week } from "../../labs/week.js";
import { kubeObject, placed } from "../support/fake-manifests.js";

const FILTER = "EnvoyFilter/istio-system/approximate-metrics";

const istiod = placed(
  "istio",
  kubeObject("apps/v1", "Deployment", { namespace: "istio-system", name: "istiod" }),
);
const [other] = placed("catalog", kubeObject("v1", "Service", { name: "catalog" }));

const job = (name: string, role: string, rules?: readonly object[]): object => ({
  job_name: name,
  kubernetes_sd_configs: [{ role }],
  ...(rules === undefined ? {} : { metric_relabel_configs: rules }),
});
const own = { regex: "go_.*", action: "drop", source_labels: ["__name__"] };

/** The settings as an addon has them: JSON is YAML. */
const settings = placed("prometheus", {
  ...kubeObject("v1", "ConfigMap", { namespace: "istio-system", name: "prometheus" }),
  data: {
    "prometheus.yml": JSON.stringify({
      global: { scrape_interval: "15s" },
      scrape_configs: [
        { job_name: "prometheus", static_configs: [{ targets: ["localhost:9090"] }] },
        job("kubernetes-nodes", "node"),
        job("kubernetes-pods", "pod"),
        job("kubernetes-pods-slow", "pod", [own]),
      ],
    }),
    alerts: "{}\n",
  },
});

interface Rule {
  readonly source_labels: readonly string[];
  readonly regex: string;
  readonly target_label: string;
  readonly replacement: string;
}

const changedSettings = (): unknown => {
  const [changed] = withStandIns(settings);
  return parse(String(valueAt(changed?.object, 'data["prometheus.yml"]')));
};

/** What Prometheus makes of a counter's labels: each rule where its whole expression matches. */
function relabelled(labels: Record<string, string>): Record<string, string> {
  const rules = valueAt(changedSettings(), "scrape_configs[2].metric_relabel_configs") as Rule[];
  return rules.reduce(
    (known, { source_labels: [source = ""], regex, target_label, replacement }) => {
      const whole = new RegExp(`^(?:${regex})$`).exec(known[source] ?? "");
      if (whole === null) return known;
      return { ...known, [target_label]: whole[Number(replacement.slice(1))] ?? "" };
    },
    labels,
  );
}

const filterOf = (objects: readonly LabObject[]): unknown =>
  withStandIns(objects).find(({ key }) => key === FILTER)?.object;

describe("a lab on stand-ins", () => {
  it("makes the proxies count requests, as part of Istio", () => {
    expect(withStandIns(istiod).map(({ key, part }) => [key, part])).toEqual([
      ["Deployment/istio-system/istiod", "istio"],
      [FILTER, "istio"],
    ]);
  });

  it("has no filter before Istio is there", () => {
    expect(withStandIns(settings).map(({ key }) => key)).not.toContain(FILTER);
  });

  it("changes nothing else", () => {
    const before = [...istiod, ...(other === undefined ? [] : [other])];
    expect(withStandIns(before).slice(0, 2)).toEqual(before);
    const [changed] = withStandIns(settings);
    expect(valueAt(changed?.object, "data.alerts")).toBe("{}\n");
    expect(valueAt(changedSettings(), "global.scrape_interval")).toBe("15s");
  });

  it("is asked for the images of many objects", () => {
    expect(new Set(weeks.flatMap(imagesIn)).size).toBeGreaterThan(4);
  });

  it.each(weeks.map((week) => [week.id, week] as const))(
    "gives every image of the own objects of %s a stand-in",
    (_, week) => {
      expect(Object.keys(STAND_INS)).toEqual(expect.arrayContaining(imagesIn(week)));
    },
  );
});

/** The images of all steps, without those of manifests of others. */
function imagesIn(week: Week): string[] {
  const own = week.steps.flatMap(({ id }) => Object.values(objectsIn(stateAt(week, id))));
  return [...new Set(own.flatMap(({ object }) => podImages(object)))];
}

describe("the filter that counts", () => {
  it.each([
    ["SIDECAR_INBOUND", "destination"],
    ["SIDECAR_OUTBOUND", "source"],
    ["GATEWAY", "source"],
  ])("says in %s that the reporter is the %s", (context, reporter) => {
    const patches = valueAt(filterOf(istiod), "spec.configPatches") as readonly object[];
    const patch = patches.find((each) => valueAt(each, "match.context") === context);
    const log = valueAt(patch, "patch.value.typed_config.access_log[0].typed_config.value");
    for (const what of ["counters[0].stat.tags", "histograms[0].stat.tags"])
      expect(valueAt(log, `${what}[name=reporter].value_format`)).toBe(reporter);
  });
});

describe("the Prometheus of a lab on stand-ins", () => {
  it("gives the proxies' counters the names of Istio, and leaves Envoy's own alone", () => {
    const name = (text: string): string => relabelled({ __name__: text })["__name__"] ?? "";
    expect(name("envoy_istio_requests_total")).toBe("istio_requests_total");
    expect(name("envoy_cluster_upstream_rq_retry")).toBe("envoy_cluster_upstream_rq_retry");
  });

  it("takes apart what istiod notes on an endpoint", () => {
    const labels = {
      destination_workload: "catalog-v2;istioinaction;catalog;v2;Kubernetes",
      destination_service: "outbound|80|version-v2|catalog.istioinaction.svc.cluster.local",
    };
    expect(relabelled(labels)).toEqual({
      destination_workload: "catalog-v2",
      destination_workload_namespace: "istioinaction",
      destination_canonical_service: "catalog",
      destination_version: "v2",
      destination_service: "catalog.istioinaction.svc.cluster.local",
    });
  });

  it("keeps what a receiving proxy says of itself", () => {
    const labels = { destination_workload: "catalog", destination_service: "inbound|3000||" };
    expect(relabelled(labels)).toEqual(labels);
  });

  it("renames in the jobs of pods only, after their own rules", () => {
    const at = (path: string): unknown => valueAt(changedSettings(), `scrape_configs${path}`);
    expect(at("[0].metric_relabel_configs")).toBeUndefined();
    expect(at("[1].metric_relabel_configs")).toBeUndefined();
    expect(at("[3].metric_relabel_configs[0]")).toEqual(own);
    expect(at("[3].metric_relabel_configs[6].target_label")).toBe("__name__");
  });
});
