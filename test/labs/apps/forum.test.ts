import { describe, expect, it } from "@jest/globals";
import { forum } from "../../../labs/apps/forum.js";
import { UNPINNED_IMAGES } from "../../../labs/apps/images.js";

/** As the study has it. */
describe("forum", () => {
  it("has the fields of the book's manifest: a Service and a Deployment, and no account", () => {
    const labels = { app: "forum", version: "v1" };
    expect(forum).toEqual([
      {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: "forum", namespace: "istioinaction", labels: { app: "forum" } },
        spec: {
          ports: [{ name: "http", port: 80, protocol: "TCP", targetPort: 8080 }],
          selector: { app: "forum" },
        },
      },
      {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "forum", namespace: "istioinaction", labels },
        spec: {
          replicas: 1,
          revisionHistoryLimit: 2,
          selector: { matchLabels: labels },
          template: {
            metadata: { labels },
            spec: {
              containers: [
                {
                  name: "forum",
                  image: "istioinaction/forum:latest",
                  imagePullPolicy: "IfNotPresent",
                  env: [
                    {
                      name: "KUBERNETES_NAMESPACE",
                      valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } },
                    },
                  ],
                  ports: [{ name: "http", containerPort: 8080, protocol: "TCP" }],
                  securityContext: { privileged: false },
                },
              ],
            },
          },
        },
      },
    ]);
  });

  it("may stand without a fixed version, like the book's other images", () => {
    expect(UNPINNED_IMAGES).toContain("istioinaction/forum:latest");
  });
});
