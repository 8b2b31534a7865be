import type { KubeObject } from "../kube.js";
import { deployment, service, serviceAccount } from "./app.js";
import { CATALOG_IMAGE } from "./images.js";

/** Port on which catalog listens, for items and for the fault switch. */
export const CATALOG_PORT = 3000;

const app = "catalog";

/** Its manifest in the checkout of the book. */
export const CATALOG_MANIFEST = "services/catalog/kubernetes/catalog.yaml";

/**
 * catalog as the book deploys it. The Service selects by `app` alone, so a second
 * version gets requests from the moment its pod is ready.
 */
export const catalog: readonly KubeObject[] = [
  serviceAccount(app),
  service(app, CATALOG_PORT),
  deployment({
    name: app,
    labels: { app, version: "v1" },
    image: CATALOG_IMAGE,
    port: CATALOG_PORT,
    env: [],
    serviceAccount: app,
  }),
];

/** The second version: the same image with images shown, under the namespace's default account. */
export const catalogV2: KubeObject = deployment({
  name: "catalog-v2",
  labels: { app, version: "v2" },
  image: CATALOG_IMAGE,
  port: CATALOG_PORT,
  env: [{ name: "SHOW_IMAGE", value: "true" }],
});
