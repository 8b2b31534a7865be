import type { KubeObject } from "../kube.js";
import { deployment, type EnvVar } from "./app.js";

/** Port on which every fake-service listens. */
export const FAKE_SERVICE_PORT = 8080;

/** The two versions that the book's manifests name; both behave alike. */
const IMAGES = {
  "0.17.0": "nicholasjackson/fake-service:v0.17.0",
  "0.14.1": "nicholasjackson/fake-service:v0.14.1",
} as const;

/** The image of the older one, for what deploys it by itself. */
export const FAKE_SERVICE_0_14 = IMAGES["0.14.1"];

export type FakeServiceVersion = keyof typeof IMAGES;

/**
 * Where a pod says that it runs, as `region.zone`: a label can't have the slash of a real locality. It takes
 * the place of what the node's labels say.
 */
export type Locality = `${string}.${string}`;

export interface FakeServiceArgs {
  /** Name of the Deployment; the container is named after `labels.app`. */
  readonly name: string;
  /** Labels of the Deployment and its pods, and its selector. They never change: a selector can't. */
  readonly labels: Readonly<Record<string, string>> & { readonly app: string };
  readonly version: FakeServiceVersion;
  readonly replicas: number;
  /** What it answers with: the `body` of its JSON. */
  readonly message: string;
  /** Variables besides those that every fake-service of the book has. */
  readonly env: Readonly<Record<string, string>>;
  /** @default none: the pod is where its node is */
  readonly locality?: Locality | undefined;
  /** Annotations of the pods. @default none */
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

/** The part of a Deployment's spec that is taken over as it is. */
interface Spec {
  readonly template: { readonly spec: unknown };
}

/** A Deployment of fake-service with the fields that the book's manifests set. */
export function fakeService(args: FakeServiceArgs): KubeObject {
  const { name, labels, version, replicas, message, locality, annotations } = args;
  const plain = deployment({
    name,
    labels,
    image: IMAGES[version],
    port: FAKE_SERVICE_PORT,
    env: variables({
      LISTEN_ADDR: `0.0.0.0:${FAKE_SERVICE_PORT}`,
      SERVER_TYPE: "http",
      NAME: labels.app,
      MESSAGE: message,
      ...args.env,
    }),
    serviceAccount: labels.app,
  });
  const { template } = plain["spec"] as Spec;
  return {
    ...plain,
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: {
          labels: { ...labels, ...(locality === undefined ? {} : { "istio-locality": locality }) },
          ...(annotations === undefined ? {} : { annotations }),
        },
        spec: template.spec,
      },
    },
  };
}

const variables = (values: Readonly<Record<string, string>>): readonly EnvVar[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }));
