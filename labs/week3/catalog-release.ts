import { deployment, NAMESPACE, service } from "../apps/app.js";
import { CATALOG_PORT } from "../apps/catalog.js";
import { CATALOG_IMAGE } from "../apps/images.js";
import { canary, type CanarySpec } from "../flagger/canary.js";
import { keyOf, type KubeObject } from "../kube.js";

const app = "catalog";

/** The fields of catalog's Deployment that its forms of this week differ in. */
type Form = Partial<Pick<Parameters<typeof deployment>[0], "env" | "serviceAccount">>;

const catalogDeployment = (form: Form = {}): KubeObject =>
  deployment({
    name: app,
    labels: { app, version: "v1" },
    image: CATALOG_IMAGE,
    port: CATALOG_PORT,
    env: [],
    ...form,
  });

/** catalog's Service by itself. */
export const catalogService = service(app, CATALOG_PORT);

/** catalog v1 by itself, under the namespace's default account. */
export const catalogV1 = catalogDeployment();

/** How many pods the Deployment has is Flagger's to say from the Canary on: it is no field of ours. */
function scaledByFlagger(object: KubeObject): KubeObject {
  const { replicas: _replicas, ...spec } = object["spec"] as Readonly<Record<string, unknown>>;
  return { ...object, spec };
}

/** catalog as it was deployed before Flagger took over. */
export const targetV1 = scaledByFlagger(catalogDeployment({ serviceAccount: app }));

/**
 * The new version that Flagger shall release: the same Deployment with images shown. Its version label stays v1,
 * because a selector can't change.
 */
export const targetV2 = scaledByFlagger(
  catalogDeployment({ env: [{ name: "SHOW_IMAGE", value: "true" }] }),
);

/** Judged every 45 s: 10 % more for v2 up to half of webapp's requests, then all. */
const catalogReleaseSpec: CanarySpec = {
  targetRef: { apiVersion: "apps/v1", kind: "Deployment", name: app },
  progressDeadlineSeconds: 60,
  service: {
    name: app,
    port: 80,
    targetPort: CATALOG_PORT,
    gateways: ["mesh"],
    hosts: [app],
  },
  analysis: {
    interval: "45s",
    threshold: 5,
    maxWeight: 50,
    stepWeight: 10,
    match: [{ sourceLabels: { app: "webapp" } }],
    metrics: [
      { name: "request-success-rate", thresholdRange: { min: 99 }, interval: "1m" },
      { name: "request-duration", thresholdRange: { max: 500 }, interval: "30s" },
    ],
  },
};

export const catalogRelease = canary("catalog-release", NAMESPACE, catalogReleaseSpec);
export const CANARY_KEY = keyOf(catalogRelease);
