import type { KubeObject } from "../kube.js";
import { deployment, service } from "./app.js";
import { FORUM_IMAGE } from "./images.js";

/** Port on which forum listens. */
const FORUM_PORT = 8080;

/** The service that forum gets its users from. */
export const USERS_HOST = "jsonplaceholder.typicode.com";

const app = "forum";

/**
 * forum, which asks jsonplaceholder.typicode.com for its users: the one application that leaves the cluster. Its
 * manifest has no service account, and keeps two old revisions.
 */
export const forum: readonly KubeObject[] = [
  service(app, FORUM_PORT),
  keepingRevisions(
    deployment({
      name: app,
      labels: { app, version: "v1" },
      image: FORUM_IMAGE,
      port: FORUM_PORT,
      env: [],
    }),
    2,
  ),
];

function keepingRevisions(object: KubeObject, revisionHistoryLimit: number): KubeObject {
  return { ...object, spec: { ...(object["spec"] as object), revisionHistoryLimit } };
}
