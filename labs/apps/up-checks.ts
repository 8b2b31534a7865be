import type { CheckDraft } from "../checks.js";
import { nodeName, type ClusterSpec } from "../cluster.js";
import { ISTIO_SYSTEM } from "../istio.js";
import { available, container, has } from "../probes.js";
import { by, inSubnet } from "../tree.js";
import { literal } from "../versions.js";
import { NAMESPACE } from "./app.js";

/* What stands in both weeks, and is asked in the same way. */

/** The node is one of the cluster that the week asks for. */
export function nodeIsReady(says: string, cluster: ClusterSpec): CheckDraft {
  const node = nodeName(cluster.name);
  return {
    says,
    needs: "node",
    probe: has(`Node/${node}`, {
      status: {
        conditions: by("type", { Ready: { status: "True" } }),
        nodeInfo: { kubeletVersion: `v${cluster.kubernetes}` },
      },
      spec: { podCIDR: inSubnet(cluster.podSubnet) },
    }),
    hint: `docker logs ${node} shows why a node does not get ready.`,
  };
}

/** istiod and the ingress gateway run, of this release by the tags of their images. @param istio `1.17.8` */
export function istioIsUp(istio: string): readonly CheckDraft[] {
  const ofRelease = { image: new RegExp(`:${literal(istio)}$`, "m") };
  return [
    {
      says: "istiod is available",
      probe: available(ISTIO_SYSTEM, "istiod", container("discovery", ofRelease)),
      timeoutMs: 180_000,
      hint: "It asks for 2 GiB: kubectl describe pod -n istio-system -l app=istiod",
    },
    {
      says: "The ingress gateway is available",
      probe: available(ISTIO_SYSTEM, "istio-ingressgateway", container("istio-proxy", ofRelease)),
      timeoutMs: 180_000,
      hint: "It gets ready only after istiod: kubectl logs -n istio-system deploy/istio-ingressgateway",
    },
  ];
}

/** catalog's second version runs. @param labels that find its pod, for the hint */
export const catalogV2IsUp = (labels: string): CheckDraft => ({
  says: "catalog-v2 is available with one pod, and shows images",
  probe: available(NAMESPACE, "catalog-v2", {
    status: { readyReplicas: 1 },
    ...container("catalog", { env: by("name", { SHOW_IMAGE: { value: "true" } }) }),
  }),
  timeoutMs: 120_000,
  hint: `kubectl describe pod -n ${NAMESPACE} -l ${labels}`,
});
