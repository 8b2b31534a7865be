import { describe, expect, it } from "@jest/globals";
import { catalog, catalogV2 } from "../../../labs/apps/catalog.js";
import { netshoot } from "../../../labs/apps/netshoot.js";
import { webapp } from "../../../labs/apps/webapp.js";

const namespace = "istioinaction";
const KUBERNETES_NAMESPACE = {
  name: "KUBERNETES_NAMESPACE",
  valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } },
};

const account = (name: string): object => ({
  apiVersion: "v1",
  kind: "ServiceAccount",
  metadata: { name, namespace },
});

const service = (name: string, targetPort: number): object => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name, namespace, labels: { app: name } },
  spec: {
    ports: [{ name: "http", port: 80, protocol: "TCP", targetPort }],
    selector: { app: name },
  },
});

const deployment = (name: string, labels: object, podSpec: object): object => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name, namespace, labels },
  spec: {
    replicas: 1,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: podSpec },
  },
});

const container = (name: string, containerPort: number, env: readonly object[]): object => ({
  name,
  image: `istioinaction/${name}:latest`,
  imagePullPolicy: "IfNotPresent",
  env: [KUBERNETES_NAMESPACE, ...env],
  ports: [{ name: "http", containerPort, protocol: "TCP" }],
  securityContext: { privileged: false },
});

describe("the applications, field for field as in the book", () => {
  it("catalog is an account, a Service for all versions and the Deployment of v1", () => {
    expect(catalog).toEqual([
      account("catalog"),
      service("catalog", 3000),
      deployment(
        "catalog",
        { app: "catalog", version: "v1" },
        { serviceAccountName: "catalog", containers: [container("catalog", 3000, [])] },
      ),
    ]);
  });

  it("catalog v2 is a Deployment alone, shows images and has no account of its own", () => {
    expect(catalogV2).toStrictEqual(
      deployment(
        "catalog-v2",
        { app: "catalog", version: "v2" },
        { containers: [container("catalog", 3000, [{ name: "SHOW_IMAGE", value: "true" }])] },
      ),
    );
  });

  it("webapp has no version, and knows catalog and forum by their short addresses", () => {
    const env = [
      { name: "CATALOG_SERVICE_HOST", value: "catalog.istioinaction" },
      { name: "CATALOG_SERVICE_PORT", value: "80" },
      { name: "FORUM_SERVICE_HOST", value: "forum.istioinaction" },
      { name: "FORUM_SERVICE_PORT", value: "80" },
    ];
    expect(webapp).toEqual([
      account("webapp"),
      service("webapp", 8080),
      deployment(
        "webapp",
        { app: "webapp" },
        { serviceAccountName: "webapp", containers: [container("webapp", 8080, env)] },
      ),
    ]);
  });

  it("netshoot is a waiting pod in the namespace default", () => {
    expect(netshoot).toStrictEqual({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "netshoot", namespace: "default" },
      spec: {
        containers: [
          {
            name: "netshoot",
            image: "nicolaka/netshoot",
            imagePullPolicy: "IfNotPresent",
            command: ["tail"],
            args: ["-f", "/dev/null"],
          },
        ],
        terminationGracePeriodSeconds: 0,
      },
    });
  });
});
