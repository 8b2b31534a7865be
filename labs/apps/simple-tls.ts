import { tlsSecret, type CertificatesSpec } from "../certificates.js";
import type { KubeObject } from "../kube.js";
import { deployment, NAMESPACE, type EnvVar } from "./app.js";
import { FAKE_SERVICE_PORT, FAKE_SERVICE_0_14 } from "./fake-service.js";

const MOUNT = "/etc/certs";
const VOLUME = "tls-certs";

interface SimpleTlsArgs {
  /** Of the Service and the Deployment: `simple-tls-service-1`. */
  readonly name: string;
  /** What it proves to be. */
  readonly certificates: CertificatesSpec;
  /** Variables besides those that both of the book's have. */
  readonly env?: Readonly<Record<string, string>>;
}

interface PodSpec {
  readonly containers: readonly object[];
}

/** A fake-service that ends TLS itself, with its Service and the Secret of its certificate, as the book deploys it. */
export function simpleTls({ name, certificates, env = {} }: SimpleTlsArgs): readonly KubeObject[] {
  const secretName = certificates.host;
  const plain = deployment({
    name,
    labels: { app: name },
    image: FAKE_SERVICE_0_14,
    port: FAKE_SERVICE_PORT,
    env: variables({
      LISTEN_ADDR: `0.0.0.0:${FAKE_SERVICE_PORT}`,
      ...env,
      TLS_CERT_LOCATION: `${MOUNT}/tls.crt`,
      TLS_KEY_LOCATION: `${MOUNT}/tls.key`,
      NAME: name,
      MESSAGE: messageOf(name),
    }),
  });
  const spec = plain["spec"] as { readonly template: { readonly spec: PodSpec } };
  const { template } = spec;
  return [
    tlsSecret({ name: secretName, namespace: NAMESPACE }, certificates),
    {
      ...{ apiVersion: "v1", kind: "Service" },
      metadata: { name, namespace: NAMESPACE, labels: { app: name } },
      spec: {
        // the name tells the mesh that what goes through is TLS, which it leaves alone
        ports: [{ name: "https", port: 80, protocol: "TCP", targetPort: FAKE_SERVICE_PORT }],
        selector: { app: name },
      },
    },
    {
      ...plain,
      spec: {
        ...spec,
        template: {
          ...template,
          spec: {
            containers: template.spec.containers.map((container) => ({
              ...container,
              name: "simple-tls-service",
              volumeMounts: [{ name: VOLUME, mountPath: MOUNT }],
            })),
            volumes: [{ name: VOLUME, secret: { secretName } }],
          },
        },
      },
    },
  ];
}

/** What such a service answers with: the `body` of its JSON. */
export const messageOf = (name: string): string => `Hello from ${name}!!!`;

const variables = (values: Readonly<Record<string, string>>): readonly EnvVar[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }));
