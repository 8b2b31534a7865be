import { NAMESPACE } from "../apps/app.js";
import { netshoot } from "../apps/netshoot.js";
import type { KubeObject } from "../kube.js";
import { metricsServer } from "../observability/metrics-server.js";
import { act, addons, all, apply, cluster, mesh } from "../state.js";
import { addonsPublished } from "../week1/mesh.js";
import { nodeIstioctl, nodeRelease, nodeTools } from "../node-actions.js";
import { versions } from "./versions.js";
import { cluster3 } from "./cluster.js";
import { M0 } from "./mesh.js";

const meshedNamespace: KubeObject = {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: NAMESPACE, labels: { "istio-injection": "enabled" } },
};

/**
 * The client of the exercises. The notes make it without a namespace and call it in istioinaction, where it has a
 * sidecar: so it is made there.
 */
const meshedNetshoot: KubeObject = {
  ...netshoot,
  metadata: { ...netshoot.metadata, namespace: NAMESPACE },
};

/** All that both chapters start from: the cluster, Istio with its addons, an empty namespace with a client in it. */
export const base = all(
  cluster(cluster3),
  act(nodeTools, nodeRelease(versions), nodeIstioctl(versions)),
  apply("metrics-server", ...metricsServer),
  mesh(M0),
  addons(addonsPublished),
  apply("namespaces", meshedNamespace),
  apply("netshoot", meshedNetshoot),
);
