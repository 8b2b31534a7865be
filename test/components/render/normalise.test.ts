import { describe, expect, it } from "@jest/globals";
import { ToolError } from "../../../lib/errors.js";
import { normalise, parseManifest, withoutEmpty } from "../../../components/render/normalise.js";
import { kubeObject } from "../../support/fake-manifests.js";

const deployment = (podSpec: object) =>
  kubeObject("apps/v1", "Deployment", { name: "grafana" }, { template: { spec: podSpec } });

describe("an object as the API server keeps it", () => {
  it("has no nulls, at any depth", () => {
    const spec = { a: null, list: [{ b: null, c: 1 }] };
    expect(normalise(deployment(spec))).toEqual(deployment({ list: [{ c: 1 }] }));
  });

  it("has no empty maps in its metadata, nor what becomes empty", () => {
    const raw = { name: "a", labels: {}, annotations: { gone: null } } as unknown as {
      name: string;
    };
    expect(normalise(kubeObject("v1", "Pod", raw)).metadata).toEqual({ name: "a" });
  });

  it("keeps the empty maps of its spec: they mean something", () => {
    const podSpec = { volumes: [{ name: "tmp", emptyDir: {} }], securityContext: {} };
    expect(normalise(deployment(podSpec))).toEqual(deployment(podSpec));
  });

  it("has no status", () => {
    expect(normalise({ ...deployment({}), status: { replicas: 1 } })).toEqual(deployment({}));
  });

  it("names each port of a container once", () => {
    const http = { name: "http", containerPort: 3000, protocol: "TCP" };
    const ports = [
      http,
      { name: "grafana", containerPort: 3000 },
      { name: "dns", containerPort: 3000, protocol: "UDP" },
      { name: "metrics", containerPort: 9090 },
    ];
    expect(normalise(deployment({ containers: [{ name: "grafana", ports }] }))).toEqual(
      deployment({ containers: [{ name: "grafana", ports: [http, ports[2], ports[3]] }] }),
    );
  });

  it("keeps two ports of a Service that lead to the same port of the pods", () => {
    const ports = [
      { name: "http", port: 80, targetPort: 8080 },
      { name: "http-alt", port: 8080, targetPort: 8080 },
    ];
    const service = kubeObject("v1", "Service", { name: "a" }, { ports });
    expect(normalise(service)).toEqual(service);
  });

  it("is another object: the one given is not changed", () => {
    const given = Object.freeze(deployment(Object.freeze({ a: null })));
    expect(normalise(given)).toEqual(deployment({}));
    expect(given).toEqual(deployment({ a: null }));
  });
});

describe("a value without its empty parts", () => {
  it.each<[unknown, unknown]>([
    [{ a: { b: {} } }, {}],
    [{ a: { b: null }, c: 0 }, { c: 0 }],
    [
      { a: "", b: false, c: [] },
      { a: "", b: false, c: [] },
    ],
    [7, 7],
  ])("is of %j %j", (given, expected) => {
    expect(withoutEmpty(given)).toEqual(expected);
  });
});

describe("a manifest of several documents", () => {
  it("gives its objects in order, and nothing for an empty or a foreign document", () => {
    const text = [
      "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n  creationTimestamp: null\n",
      "# only a comment\n",
      "just text\n",
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b, namespace: a}\ndata: {x: 'on'}\n",
    ].join("---\n");
    expect(parseManifest(text, "a test")).toEqual([
      { apiVersion: "v1", kind: "Namespace", metadata: { name: "a" } },
      {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "b", namespace: "a" },
        data: { x: "on" },
      },
    ]);
  });

  it("is refused with its source and the line of the first mistake", () => {
    const work = (): unknown => parseManifest("kind: Service\nmetadata: [\n", "kiali.yaml");
    expect(work).toThrow(ToolError);
    expect(work).toThrow(/^kiali\.yaml is not YAML: .*line 3/s);
    expect(work).toThrow(expect.objectContaining({ code: "bad-manifest" }));
  });
});
