import { WEBAPP_IMAGE } from "../apps/images.js";
import { keyOf, type KubeObject } from "../kube.js";
import type { LabObject } from "../objects.js";

/** The entry by which the mesh knows httpbin.org. */
const ENTRY = "ServiceEntry/istioinaction/external-httpbin-org";

const name = "httpbin";
/** Outside of the mesh, as the real one is. */
const NAMESPACE = "default";
const PORT = 8080;
const labels = { app: name };

/** The service on the Internet that tells what it was asked. Its program is in the image of webapp. */
const service: readonly KubeObject[] = [
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace: NAMESPACE, labels },
    spec: {
      ports: [{ name: "http", port: 80, protocol: "TCP", targetPort: PORT }],
      selector: labels,
    },
  },
  {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: NAMESPACE, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name,
              image: WEBAPP_IMAGE,
              imagePullPolicy: "IfNotPresent",
              command: ["/usr/local/bin/httpbin"],
              ports: [{ name: "http", containerPort: PORT, protocol: "TCP" }],
            },
          ],
        },
      },
    },
  },
];

/** What stands in for httpbin.org: it is there as long as the mesh knows that host. */
export const httpbinFor = (objects: readonly LabObject[]): LabObject[] =>
  objects
    .filter(({ key }) => key === ENTRY)
    .flatMap(({ part }) => service.map((object) => ({ key: keyOf(object), part, object })));

/** Leads the host to that Service. It goes on being looked up by DNS, and what asks for it notices nothing. */
export function leadToHttpbin(placed: LabObject): LabObject {
  if (placed.key !== ENTRY) return placed;
  const endpoints = [{ address: `${name}.${NAMESPACE}.svc.cluster.local` }];
  const spec = { ...(placed.object["spec"] as object), endpoints };
  return { ...placed, object: { ...placed.object, spec } };
}
