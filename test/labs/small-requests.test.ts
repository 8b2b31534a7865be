import { describe, expect, it } from "@jest/globals";
import { valueAt } from "../../labs/fields.js";
import { keyOf, type KubeObject } from "../../labs/kube.js";
import { metricsServer } from "../../labs/observability/metrics-server.js";
import type { Reserved } from "../../labs/quantity.js";
import { withSmallRequests } from "../../labs/small-requests/index.js";
import { kubeObject, placed } from "../support/fake-manifests.js";
import {
  autoscaler,
  deployment,
  injector,
  injectorValues,
  percent,
  proxy,
  requestingIstio,
} from "../support/requesting-istio.js";

/** Istio with these objects in place of its own of the same name, or besides them. */
function istioWith(...others: readonly KubeObject[]): KubeObject[] {
  const keys = others.map(keyOf);
  return [...requestingIstio.filter((object) => !keys.includes(keyOf(object))), ...others];
}

const changed = (
  key: string,
  objects: readonly KubeObject[] = requestingIstio,
  small: readonly Reserved[] = ["cpu"],
): unknown =>
  withSmallRequests(placed("istio", ...objects), small).find((each) => each.key === key)?.object;

const containers = (
  key: string,
  objects?: readonly KubeObject[],
  small?: readonly Reserved[],
): unknown => valueAt(changed(key, objects, small), "spec.template.spec.containers");

const INJECTOR = "ConfigMap/istio-system/istio-sidecar-injector";
const valuesText = (object: unknown): string => String(valueAt(object, "data.values"));

describe("a lab with small CPU requests", () => {
  it("reserves 10m for istiod and the gateway; memory and limits stay", () => {
    expect(containers("Deployment/istio-system/istiod")).toEqual([
      { name: "discovery", resources: { requests: { cpu: "10m", memory: "2048Mi" } } },
    ]);
    const limits = { cpu: "2000m", memory: "1024Mi" };
    expect(containers("Deployment/istio-system/istio-ingressgateway")).toEqual([
      { name: "istio-proxy", resources: { limits, requests: { cpu: "10m", memory: "128Mi" } } },
    ]);
  });

  it("reserves 10m for each container of any other Deployment of Istio", () => {
    const egress = deployment("egress", proxy, { ...proxy, name: "second" });
    const found = containers("Deployment/istio-system/egress", istioWith(egress));
    expect(valueAt(found, "[name=istio-proxy].resources.requests.cpu")).toBe("10m");
    expect(valueAt(found, "[name=second].resources.requests.cpu")).toBe("10m");
  });

  it("reserves 10m for each sidecar, and leaves the rest of what the injector knows", () => {
    const [before = []] = [requestingIstio.map(valuesText).find((text) => text !== "undefined")];
    const lines = String(before).split("\n");
    const after = valuesText(changed(INJECTOR)).split("\n");
    const differ = after.filter((line, index) => line !== lines[index]);
    expect(after).toHaveLength(lines.length);
    expect(differ.map((line) => line.trim())).toEqual(['"cpu": "10m",']);
    const resources = "global.proxy.resources.requests.cpu";
    expect(valueAt(JSON.parse(after.join("\n")), resources)).toBe("10m");
    expect(valueAt(changed(INJECTOR), "data.config")).toBe("templates: {}\n");
  });

  it("changes nothing else: no object of another part, and no other one of Istio's", () => {
    const others = [
      ...placed("metrics-server", ...metricsServer),
      ...placed("catalog", deployment("catalog", proxy), autoscaler("catalog", percent("cpu", 50))),
      ...placed(
        "istio",
        kubeObject("v1", "Service", { namespace: "istio-system", name: "istiod" }),
      ),
    ];
    const all = [...placed("istio", ...requestingIstio), ...others];
    expect(withSmallRequests(all, ["cpu"]).slice(requestingIstio.length)).toEqual(others);
  });

  it("leaves the objects that it was given: the states of a week share them", () => {
    // not those that the other tests share: they would be changed already
    const egress = deployment("egress", { name: "x", resources: { requests: { cpu: "100m" } } });
    const before = structuredClone(egress);
    expect(changed(keyOf(egress), istioWith(egress))).not.toEqual(before);
    expect(egress).toEqual(before);
  });

  it("is a lab like any other before Istio is there", () => {
    const objects = placed("metrics-server", ...metricsServer);
    expect(withSmallRequests(objects, ["cpu"])).toEqual(objects);
  });
});

describe("a lab with small memory requests", () => {
  const inMemory = (key: string, objects?: readonly KubeObject[]): unknown =>
    containers(key, objects, ["memory"]);

  it("reserves 100Mi for istiod and 40Mi for the gateway; CPU and limits stay", () => {
    expect(inMemory("Deployment/istio-system/istiod")).toEqual([
      { name: "discovery", resources: { requests: { cpu: "500m", memory: "100Mi" } } },
    ]);
    const limits = { cpu: "2000m", memory: "1024Mi" };
    expect(inMemory("Deployment/istio-system/istio-ingressgateway")).toEqual([
      { name: "istio-proxy", resources: { limits, requests: { cpu: "100m", memory: "40Mi" } } },
    ]);
  });

  it("reserves 40Mi for each sidecar", () => {
    const values = JSON.parse(valuesText(changed(INJECTOR, requestingIstio, ["memory"]))) as object;
    expect(valueAt(values, "global.proxy.resources")).toEqual({
      limits: { cpu: "2000m", memory: "1024Mi" },
      requests: { cpu: "100m", memory: "40Mi" },
    });
  });

  it("reserves 40Mi for metrics-server, whose CPU stays", () => {
    const objects = placed("metrics-server", ...metricsServer);
    const resources = (small: readonly Reserved[]): unknown =>
      valueAt(
        withSmallRequests(objects, small).find(({ object }) => object.kind === "Deployment")
          ?.object,
        "spec.template.spec.containers[0].resources",
      );
    expect(resources(["memory"])).toEqual({ requests: { cpu: "100m", memory: "40Mi" } });
    expect(resources(["cpu"])).toEqual({ requests: { cpu: "100m", memory: "200Mi" } });
  });

  it("may have small CPU requests as well", () => {
    expect(
      containers("Deployment/istio-system/istiod", requestingIstio, ["cpu", "memory"]),
    ).toEqual([{ name: "discovery", resources: { requests: { cpu: "10m", memory: "100Mi" } } }]);
    const key = "HorizontalPodAutoscaler/istio-system/istiod";
    expect(changed(key, requestingIstio, ["cpu", "memory"])).toEqual(changed(key));
  });

  it("has the autoscalers as they are, which count CPU", () => {
    const key = "HorizontalPodAutoscaler/istio-system/istiod";
    const found = requestingIstio.find((object) => keyOf(object) === key);
    expect(changed(key, requestingIstio, ["memory"])).toEqual(found);
  });

  it("scales one that counts memory out at the same use as before", () => {
    const istiod = autoscaler("istiod", percent("cpu", 80), percent("memory", 50));
    const key = "HorizontalPodAutoscaler/istio-system/istiod";
    const found = changed(key, istioWith(istiod), ["memory"]);
    expect(valueAt(found, "spec.metrics[0]")).toEqual(percent("cpu", 80));
    expect(valueAt(found, "spec.metrics[1].resource")).toEqual({
      name: "memory",
      target: { type: "AverageValue", averageValue: `${1024 * 2 ** 20}` },
    });
  });

  it("is refused where a container of Istio asks for none", () => {
    const silent = { name: "discovery", resources: { requests: { cpu: "500m" } } };
    expect(() => inMemory("", istioWith(deployment("istiod", silent)))).toThrow(
      "no memory request to change: Deployment/istio-system/istiod, container discovery",
    );
  });
});

describe("an autoscaler of Istio, which counts in percent of what is requested", () => {
  const target = (name: string, ...objects: readonly KubeObject[]): unknown =>
    valueAt(
      changed(`HorizontalPodAutoscaler/istio-system/${name}`, istioWith(...objects)),
      "spec.metrics[0].resource.target",
    );

  it.each([
    ["istiod", "400m"],
    ["istio-ingressgateway", "80m"],
  ])("scales %s out at the same use as before, %s", (name, averageValue) => {
    expect(target(name)).toEqual({ type: "AverageValue", averageValue });
  });

  it("counts all containers of a pod, in whatever unit they ask", () => {
    const one = { name: "one", resources: { requests: { cpu: "1" } } };
    const half = { name: "half", resources: { requests: { cpu: "0.5" } } };
    const found = target(
      "egress",
      deployment("egress", one, half),
      autoscaler("egress", percent("cpu", 50)),
    );
    expect(found).toMatchObject({ averageValue: "750m" });
  });

  it("stays as it is for memory, and for what is not changed", () => {
    const memory = percent("memory", 70);
    const istiod = autoscaler("istiod", percent("cpu", 80), memory);
    const found = changed("HorizontalPodAutoscaler/istio-system/istiod", istioWith(istiod));
    expect(valueAt(found, "spec.metrics[1]")).toEqual(memory);
    const elsewhere = autoscaler("elsewhere", percent("cpu", 80));
    const key = "HorizontalPodAutoscaler/istio-system/elsewhere";
    expect(changed(key, istioWith(elsewhere))).toEqual(elsewhere);
  });
});

describe("Istio rendered in another form than expected", () => {
  const { proxy: _proxy, ...withoutProxy } = injectorValues.global;
  const cpu = (value: string) => ({ name: "x", resources: { requests: { cpu: value } } });

  it.each<[string, readonly KubeObject[], string]>([
    [
      "without the injector's settings",
      requestingIstio.filter(({ kind }) => kind !== "ConfigMap"),
      `no requests to change: Istio is rendered without ${INJECTOR}`,
    ],
    [
      "with injector values that are YAML",
      istioWith(injector("global: {}")),
      `the values of ${INJECTOR} are not JSON`,
    ],
    [
      "with injector values that say nothing of a sidecar's CPU",
      istioWith(injector(JSON.stringify({ global: withoutProxy }))),
      `no CPU request to change: the values of ${INJECTOR} have no global.proxy.resources.requests.cpu`,
    ],
    [
      "with a container that requests nothing",
      istioWith(deployment("istiod", { name: "discovery" })),
      "no CPU request to change: Deployment/istio-system/istiod, container discovery",
    ],
    [
      "with a request that is no quantity of CPU",
      istioWith(deployment("istiod", cpu("5Gi"))),
      "no CPU request to change: Deployment/istio-system/istiod, container x",
    ],
    [
      "with a Deployment without containers",
      istioWith(deployment("istiod")),
      "no CPU requests to change: Deployment/istio-system/istiod has no container",
    ],
    [
      "with an autoscaler that does not say when it scales",
      istioWith(autoscaler("istiod")),
      "HorizontalPodAutoscaler/istio-system/istiod has no CPU utilization to keep",
    ],
  ])("%s is refused, not passed on unchanged", (_title, objects, message) => {
    expect(() => withSmallRequests(placed("istio", ...objects), ["cpu"])).toThrow(message);
  });
});
