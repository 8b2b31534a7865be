import { FORUM_IMAGE } from "../apps/images.js";
import { keyOf, type KubeObject } from "../kube.js";
import type { LabObject } from "../objects.js";
import { USERS_HOST } from "../apps/forum.js";

const FORUM = "Deployment/istioinaction/forum";

/** An address for documentation (RFC 5737): nothing on any network has it, so kube-proxy may give it to the Service. */
const USERS_ADDRESS = "192.0.2.1";

const name = "jsonplaceholder";
/** Outside of the mesh, as the real one is. */
const NAMESPACE = "default";
const PORT = 8080;
const labels = { app: name };

/** The service on the Internet that forum asks for its users. Its program is in forum's image. */
const service: readonly KubeObject[] = [
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace: NAMESPACE, labels },
    spec: {
      ports: [{ name: "http", port: 80, protocol: "TCP", targetPort: PORT }],
      selector: labels,
      externalIPs: [USERS_ADDRESS],
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
              image: FORUM_IMAGE,
              imagePullPolicy: "IfNotPresent",
              command: ["/usr/local/bin/jsonplaceholder"],
              ports: [{ name: "http", containerPort: PORT, protocol: "TCP" }],
            },
          ],
        },
      },
    },
  },
];

/** What stands in for the users' service: it is there as long as forum is. */
export const usersFor = (objects: readonly LabObject[]): LabObject[] =>
  objects.some(({ key }) => key === FORUM)
    ? service.map((object) => ({ key: keyOf(object), part: "forum", object }))
    : [];

interface Deployment {
  readonly template: { readonly spec: Readonly<Record<string, unknown>> };
}

/**
 * Gives forum's pods an address for the host of the users, which no DNS answers for. It is in the hosts file of both
 * containers, so that the proxy finds it too once a ServiceEntry tells it to look the name up. Every other object
 * stays as it is.
 */
export function knowUsersHost(placed: LabObject): LabObject {
  if (placed.key !== FORUM) return placed;
  const spec = placed.object["spec"] as Deployment;
  const hostAliases = [{ ip: USERS_ADDRESS, hostnames: [USERS_HOST] }];
  const template = { ...spec.template, spec: { ...spec.template.spec, hostAliases } };
  return { ...placed, object: { ...placed.object, spec: { ...spec, template } } };
}
