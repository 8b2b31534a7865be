import type { KubeObject } from "../kube.js";
import { deployment, NAMESPACE, service, serviceAccount, type EnvVar } from "./app.js";
import { WEBAPP_IMAGE } from "./images.js";

/** Port on which webapp listens. */
export const WEBAPP_PORT = 8080;

const app = "webapp";

/** Where it finds the services that it calls. */
export const webappEnv: readonly EnvVar[] = [
  { name: "CATALOG_SERVICE_HOST", value: `catalog.${NAMESPACE}` },
  { name: "CATALOG_SERVICE_PORT", value: "80" },
  { name: "FORUM_SERVICE_HOST", value: `forum.${NAMESPACE}` },
  { name: "FORUM_SERVICE_PORT", value: "80" },
];

/** webapp, which calls catalog. It knows `forum` too, which no exercise of week 1 deploys. */
export const webapp: readonly KubeObject[] = [
  serviceAccount(app),
  service(app, WEBAPP_PORT),
  deployment({
    name: app,
    labels: { app },
    image: WEBAPP_IMAGE,
    port: WEBAPP_PORT,
    env: webappEnv,
    serviceAccount: app,
  }),
];
