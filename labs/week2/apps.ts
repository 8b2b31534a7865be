import { catalog } from "../apps/catalog.js";
import { webapp } from "../apps/webapp.js";
import type { KubeObject } from "../kube.js";
import { all, apply, type Patch } from "../state.js";

const withReplicas =
  (replicas: number) =>
  (object: KubeObject): KubeObject =>
    object.kind === "Deployment"
      ? { ...object, spec: { ...(object["spec"] as object), replicas } }
      : object;

/** catalog and webapp as the book deploys them, with so many pods each. */
export const apps = (replicas = 1): Patch =>
  all(
    apply("catalog", ...catalog.map(withReplicas(replicas))),
    apply("webapp", ...webapp.map(withReplicas(replicas))),
  );
