import type { KubeObject } from "../kube.js";
import { deployment, NAMESPACE, service, serviceAccount } from "./app.js";
import { WEBAPP_IMAGE } from "./images.js";

/** Port on which webapp listens. */
const WEBAPP_PORT = 8080;

const app = "webapp";

/** webapp, which calls catalog. It knows `forum` too, which no exercise of week 1 deploys. */
export const webapp: readonly KubeObject[] = [
  serviceAccount(app),
  service(app, WEBAPP_PORT),
  deployment({
    name: app,
    labels: { app },
    image: WEBAPP_IMAGE,
    port: WEBAPP_PORT,
    env: [
      { name: "CATALOG_SERVICE_HOST", value: `catalog.${NAMESPACE}` },
      { name: "CATALOG_SERVICE_PORT", value: "80" },
      { name: "FORUM_SERVICE_HOST", value: `forum.${NAMESPACE}` },
      { name: "FORUM_SERVICE_PORT", value: "80" },
    ],
    serviceAccount: app,
  }),
];
