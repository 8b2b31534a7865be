import type { KubeObject } from "../kube.js";
import { service, serviceAccount } from "./app.js";
import { FAKE_SERVICE_PORT, fakeService, type Locality } from "./fake-service.js";

const app = "simple-backend";

/** The account of the backends, and the one Service that both are behind. */
export const simpleBackendService: readonly KubeObject[] = [
  serviceAccount(app),
  service(app, FAKE_SERVICE_PORT),
];

/** How a backend answers: after so many ms, or with an error instead. */
export type Behaviour =
  | { readonly delayMs: number; readonly variance: "40ms" | "10ms" }
  | { readonly errorCode: number; readonly errorRate: "0.75" | "1" };

/** An answer after 150 ms. */
const prompt = (variance: "40ms" | "10ms"): Behaviour => ({ delayMs: 150, variance });

/** After a second, as in a long garbage collection. */
export const slow: Behaviour = { delayMs: 1000, variance: "10ms" };

/**
 * An error at once. The book's rate is 0.75, but fake-service fails every `int(1/rate)`-th request, so all of
 * them: the faulty backend never answers well.
 */
export const failing = (errorCode: 408 | 500 | 503): Behaviour => ({
  errorCode,
  errorRate: "0.75",
});

/** The variance can't be read by fake-service and counts as none; the manifests name it, so it is kept. */
const behaviourEnv = (behaviour: Behaviour): Readonly<Record<string, string>> =>
  "delayMs" in behaviour
    ? {
        TIMING_VARIANCE: behaviour.variance,
        TIMING_50_PERCENTILE: `${behaviour.delayMs}ms`,
      }
    : {
        ERROR_TYPE: "http_error",
        ERROR_RATE: behaviour.errorRate,
        ERROR_CODE: `${behaviour.errorCode}`,
      };

interface BackendForm {
  /** @default 150 ms, as in the book's first manifest */
  readonly behaviour?: Behaviour;
  readonly locality?: Locality;
}

/** A failing backend and one with a locality have the older image in the book's manifests. */
const versionOf = ({ behaviour, locality }: BackendForm): "0.14.1" | "0.17.0" =>
  locality !== undefined || (behaviour !== undefined && "errorCode" in behaviour)
    ? "0.14.1"
    : "0.17.0";

/** Labels, which are the selector as well: each backend has its own, so that `deploy/<name>` is that backend. */
const labelsOf = (version: "v1" | "v2"): { readonly app: string; readonly version: string } => ({
  app,
  version,
});

/** The first backend: one pod, and the one that gets all the faults. */
export const simpleBackend1 = (form: BackendForm = {}): KubeObject =>
  fakeService({
    name: "simple-backend-1",
    labels: labelsOf("v1"),
    version: versionOf(form),
    replicas: 1,
    message: "Hello from simple-backend-1",
    env: behaviourEnv(form.behaviour ?? prompt("40ms")),
    locality: form.locality,
  });

interface SecondForm extends Pick<BackendForm, "locality"> {
  /** @default 2, as in the book's first manifest */
  readonly replicas?: number;
}

/** The second backend: two pods that always answer well. */
export const simpleBackend2 = ({ replicas = 2, ...form }: SecondForm = {}): KubeObject =>
  fakeService({
    name: "simple-backend-2",
    labels: labelsOf("v2"),
    version: versionOf(form),
    replicas,
    message: "Hello from simple-backend-2",
    env: behaviourEnv(prompt("10ms")),
    locality: form.locality,
  });
