import { describe, expect, it } from "@jest/globals";
import {
  failing,
  simpleBackend1,
  simpleBackend2,
  simpleBackendService,
  slow,
} from "../../../labs/apps/simple-backend.js";
import { simpleWeb, simpleWebService } from "../../../labs/apps/simple-web.js";
import { valueAt } from "../../../labs/fields.js";

const namespace = "istioinaction";

const account = (name: string): object => ({
  apiVersion: "v1",
  kind: "ServiceAccount",
  metadata: { name, namespace },
});
const service = (app: string): object => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: app, namespace, labels: { app } },
  spec: {
    ports: [{ name: "http", port: 80, protocol: "TCP", targetPort: 8080 }],
    selector: { app },
  },
});

/** The variables of a Deployment's container, without that of the namespace. */
const env = (object: unknown): Record<string, unknown> => {
  const list = valueAt(object, "spec.template.spec.containers[0].env") as {
    name: string;
    value?: string;
  }[];
  return Object.fromEntries(
    list.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
  );
};

describe("simple-web, field for field as in the book", () => {
  it("is an account, a Service and a Deployment without a version", () => {
    expect(simpleWebService).toEqual([account("simple-web"), service("simple-web")]);
    expect(simpleWeb()).toStrictEqual({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "simple-web", namespace, labels: { app: "simple-web" } },
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: "simple-web" } },
        template: {
          metadata: { labels: { app: "simple-web" } },
          spec: {
            serviceAccountName: "simple-web",
            containers: [
              {
                name: "simple-web",
                image: "nicholasjackson/fake-service:v0.17.0",
                imagePullPolicy: "IfNotPresent",
                env: [
                  {
                    name: "KUBERNETES_NAMESPACE",
                    valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } },
                  },
                  { name: "LISTEN_ADDR", value: "0.0.0.0:8080" },
                  { name: "SERVER_TYPE", value: "http" },
                  { name: "NAME", value: "simple-web" },
                  { name: "MESSAGE", value: "Hello from simple-web!!!" },
                  { name: "UPSTREAM_URIS", value: "http://simple-backend:80/" },
                ],
                ports: [{ name: "http", containerPort: 8080, protocol: "TCP" }],
                securityContext: { privileged: false },
              },
            ],
          },
        },
      },
    });
  });

  it("takes a place and annotations into its pods alone", () => {
    const placed = simpleWeb({ locality: "us-west1.us-west1-a", annotations: { a: "b" } });
    expect(valueAt(placed, "spec.template.metadata")).toStrictEqual({
      labels: { app: "simple-web", "istio-locality": "us-west1.us-west1-a" },
      annotations: { a: "b" },
    });
    expect(valueAt(placed, "spec.selector")).toEqual(valueAt(simpleWeb(), "spec.selector"));
  });
});

describe("the two simple-backends, as in the book", () => {
  it("share an account and a Service that selects by app alone", () => {
    expect(simpleBackendService).toEqual([account("simple-backend"), service("simple-backend")]);
  });

  it.each([
    ["simple-backend-1", simpleBackend1(), "v1", 1, "40ms"],
    ["simple-backend-2", simpleBackend2(), "v2", 2, "10ms"],
  ])(
    "%s has selectors of its own, and answers after 150 ms",
    (name, object, version, pods, variance) => {
      const labels = { app: "simple-backend", version };
      expect(object.metadata).toEqual({ name, namespace, labels });
      expect(valueAt(object, "spec.selector.matchLabels")).toEqual(labels);
      expect(valueAt(object, "spec.template.metadata.labels")).toEqual(labels);
      expect(valueAt(object, "spec.replicas")).toBe(pods);
      expect(env(object)).toEqual({
        LISTEN_ADDR: "0.0.0.0:8080",
        SERVER_TYPE: "http",
        NAME: "simple-backend",
        MESSAGE: `Hello from ${name}`,
        TIMING_VARIANCE: variance,
        TIMING_50_PERCENTILE: "150ms",
      });
    },
  );

  it("can be slow, with the variance of the book's slow manifest", () => {
    const { TIMING_50_PERCENTILE, TIMING_VARIANCE } = env(simpleBackend1({ behaviour: slow }));
    expect([TIMING_50_PERCENTILE, TIMING_VARIANCE]).toEqual(["1000ms", "10ms"]);
  });

  it.each([408, 500, 503] as const)(
    "can fail with %i at the book's rate, then without a delay",
    (code) => {
      const object = simpleBackend1({ behaviour: failing(code) });
      expect(env(object)).toMatchObject({
        ERROR_TYPE: "http_error",
        ERROR_RATE: "0.75",
        ERROR_CODE: `${code}`,
      });
      expect(Object.keys(env(object)).filter((name) => name.startsWith("TIMING"))).toEqual([]);
    },
  );

  it.each([
    ["as first deployed", simpleBackend1(), "v0.17.0"],
    ["slow", simpleBackend1({ behaviour: slow }), "v0.17.0"],
    ["failing", simpleBackend1({ behaviour: failing(500) }), "v0.14.1"],
    ["with a place", simpleBackend2({ locality: "us-west1.us-west1-b" }), "v0.14.1"],
  ])("have the image of the book's manifest: %s", (_form, object, tag) => {
    const image = valueAt(object, "spec.template.spec.containers[0].image");
    expect(image).toBe(`nicholasjackson/fake-service:${tag}`);
  });
});
