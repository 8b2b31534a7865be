import type { KubeObject } from "../kube.js";

/** The namespace of all exercises. */
export const NAMESPACE = "istioinaction";

/** Name of every application port: Istio takes the protocol from it. */
const HTTP = "http";
/** Port of every application's Service. */
const SERVICE_PORT = 80;

type Labels = Readonly<Record<string, string>>;

/** An environment variable of a container, as the API keeps it. */
export type EnvVar =
  | { readonly name: string; readonly value: string }
  | {
      readonly name: string;
      readonly valueFrom: { readonly fieldRef: { readonly fieldPath: string } };
    };

/** The pod's own namespace; every container of the book has it. */
const ownNamespace: EnvVar = {
  name: "KUBERNETES_NAMESPACE",
  valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } },
};

/** That namespace. @param labels `istio-injection`, where it is to have proxies */
export const namespace = (labels?: Labels): KubeObject => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: NAMESPACE, ...(labels === undefined ? {} : { labels }) },
});

/** The full name of an application's Service. */
export const hostOf = (app: string): string => `${app}.${NAMESPACE}.svc.cluster.local`;

export function serviceAccount(name: string): KubeObject {
  return { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace: NAMESPACE } };
}

/** The Service of an application: port 80, all versions of the app behind it. */
export function service(app: string, targetPort: number): KubeObject {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: app, namespace: NAMESPACE, labels: { app } },
    spec: {
      ports: [{ name: HTTP, port: SERVICE_PORT, protocol: "TCP", targetPort }],
      selector: { app },
    },
  };
}

export interface DeploymentArgs {
  /** Name of the Deployment; the container is named after `labels.app`. */
  readonly name: string;
  /** Labels of the Deployment and its pods, and its selector. */
  readonly labels: Labels & { readonly app: string };
  readonly image: string;
  /** Port on which the container listens. */
  readonly port: number;
  /** Variables in addition to the pod's namespace. */
  readonly env: readonly EnvVar[];
  /** @default the namespace's `default` account */
  readonly serviceAccount?: string;
  /** Of its pods. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A Deployment of one replica with the fields that the book's manifests set. */
export function deployment(args: DeploymentArgs): KubeObject {
  const { name, labels, image, port, env } = args;
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: NAMESPACE, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: {
          labels,
          ...(args.annotations === undefined ? {} : { annotations: args.annotations }),
        },
        spec: {
          ...(args.serviceAccount === undefined ? {} : { serviceAccountName: args.serviceAccount }),
          containers: [
            {
              name: labels.app,
              image,
              imagePullPolicy: "IfNotPresent",
              env: [ownNamespace, ...env],
              ports: [{ name: HTTP, containerPort: port, protocol: "TCP" }],
              securityContext: { privileged: false },
            },
          ],
        },
      },
    },
  };
}
