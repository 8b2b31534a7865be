import type { KubeObject } from "../kube.js";
import { onPurpose } from "../slips.js";

/** The namespace of all exercises: the one that every cluster has. */
export const NAMESPACE = "default";

/** Its Deployment, and what its pods are found by. */
export const WEB_SERVER = "deploy-websrv";

/** Its Service, and the full name of it. */
export const WEB_SERVICE = "svc-clusterip";
export const WEB_HOST = `${WEB_SERVICE}.${NAMESPACE}.svc.cluster.local`;

/** The account that its pods run as: in Istio that is who they are. */
export const WEB_ACCOUNT = "kans-nginx";

const labels = { app: WEB_SERVER };

const inNamespace = (name: string) => ({ name, namespace: NAMESPACE });

const account: KubeObject = {
  apiVersion: "v1",
  kind: "ServiceAccount",
  metadata: inNamespace(WEB_ACCOUNT),
};

const deployment: KubeObject = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: inNamespace(WEB_SERVER),
  spec: {
    replicas: 1,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        serviceAccountName: WEB_ACCOUNT,
        terminationGracePeriodSeconds: 0,
        containers: [{ name: WEB_SERVER, image: "nginx:alpine", ports: [{ containerPort: 80 }] }],
      },
    },
  },
};

/** The name of its port says no protocol, so the sidecars find it out: step 7.6 looks at what comes of that. */
const service: KubeObject = onPurpose("protocol-sniffing", {
  apiVersion: "v1",
  kind: "Service",
  metadata: inNamespace(WEB_SERVICE),
  spec: {
    type: "ClusterIP",
    ports: [{ name: "svc-webport", port: 80, targetPort: 80 }],
    selector: labels,
  },
});

/** nginx with an account of its own, as the notes deploy it. */
export const nginx: readonly KubeObject[] = [account, deployment, service];
