import { describe, expect, it } from "@jest/globals";
import { addonsIn, itemsOf, objectIn, objectsIn } from "../../../labs/contents.js";
import { stateAt } from "../../../labs/week.js";
import { week4 } from "../../../labs/week4/index.js";

const keysAt = (id: string): readonly string[] => Object.keys(objectsIn(stateAt(week4, id)));

const annotationsAt = (id: string): unknown => {
  const deployment = objectIn(stateAt(week4, id), "Deployment/istioinaction/webapp");
  const spec = deployment?.["spec"] as
    { readonly template: { readonly metadata: { readonly annotations?: object } } } | undefined;
  return Object.keys(spec?.template.metadata.annotations ?? {});
};

describe("week 4", () => {
  it("has what the notes stand on apart, and the 46 steps of the notes", () => {
    const base = Array.from({ length: 11 }, (_, index) => `4.0.${index + 1}`);
    const steps = Array.from({ length: 46 }, (_, index) => `4.${index + 1}`);
    expect(week4.steps.map(({ id }) => id)).toEqual([...base, ...steps]);
  });

  it("has loops with names of their own, each step meaning one at most", () => {
    const { loops = [] } = week4;
    expect(new Set(loops.map(({ name }) => name)).size).toBe(loops.length);
    const meant = loops.flatMap(({ steps }) => steps);
    expect(new Set(meant).size).toBe(meant.length);
    for (const { request } of loops) expect(new URL(request.url).host).toBe("127.0.0.1:30000");
  });
});

describe("the base lab of week 4", () => {
  const { base } = week4;

  it("has the store, and all of the week's tools", () => {
    expect(keysAt(base)).toEqual(
      expect.arrayContaining([
        "Deployment/istioinaction/catalog",
        "Deployment/istioinaction/webapp",
        "Gateway/istioinaction/coolstore-gateway",
        "Prometheus/prometheus/prom-kube-prometheus-stack-prometheus",
        "Deployment/prometheus/prom-grafana",
        "ServiceMonitor/prometheus/istio-component-monitor",
        "PodMonitor/prometheus/envoy-stats-monitor",
        "Kiali/istio-system/kiali",
      ]),
    );
    expect(Object.keys(addonsIn(stateAt(week4, base)))).toEqual(["jaeger"]);
    expect(itemsOf(stateAt(week4, base), "dashboards")).toHaveLength(1);
  });

  it("has no exercise done: no extra setting, filter or route", () => {
    expect(annotationsAt(base)).toEqual([]);
    expect(keysAt(base).filter((key) => /^(EnvoyFilter|ServiceEntry)\//.test(key))).toEqual([]);
  });

  it("is what the last step has, but for what the exercises changed", () => {
    const tools = (id: string): readonly string[] =>
      keysAt(id).filter((key) => /\/(prometheus|kiali-operator|istio-system)\//.test(key));
    expect([...tools(base)].sort()).toEqual([...tools("4.46")].sort());
  });

  it("leaves nothing of it to the first exercise", () => {
    expect(keysAt("4.1").filter((key) => key.includes("/prometheus/"))).toEqual([]);
    expect(addonsIn(stateAt(week4, "4.1"))).toEqual({});
  });
});

describe("webapp in week 4", () => {
  it("has one annotation of its proxy at a time, and none when it is restored", () => {
    const config = "proxy.istio.io/config";
    expect(annotationsAt("4.4")).toEqual([]);
    expect(annotationsAt("4.5")).toEqual([config]);
    expect(annotationsAt("4.22")).toEqual([config]);
    expect(annotationsAt("4.41")).toEqual(
      expect.arrayContaining(["sidecar.istio.io/bootstrapOverride", config]),
    );
    expect(annotationsAt("4.42")).toEqual(["istio-lab/proxy-config"]);
  });

  it("keeps its account in every variant", () => {
    for (const { id } of week4.steps.filter((step) => /^4\.[1-9]/.test(step.id))) {
      const deployment = objectIn(stateAt(week4, id), "Deployment/istioinaction/webapp");
      expect(deployment).toMatchObject({
        spec: { template: { spec: { serviceAccountName: "webapp" } } },
      });
    }
  });
});
