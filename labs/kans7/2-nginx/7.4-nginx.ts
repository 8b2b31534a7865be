import { apply, available, has, onHost, only, some, step } from "../../step.js";
import { NAMESPACE, nginx, WEB_ACCOUNT, WEB_SERVER } from "../nginx.js";
import { literal } from "../../versions.js";
import { versions } from "../versions.js";

const PROXY = new RegExp(`/proxyv2:${literal(versions.istio)}$`);
const SELECTOR = `app=${WEB_SERVER}`;

export default step({
  change: apply("nginx", ...nginx),
  checks: [
    {
      says: "nginx is available with one pod",
      probe: available(NAMESPACE, WEB_SERVER, { status: { readyReplicas: 1 } }),
      timeoutMs: 120_000,
      hint: `kubectl describe pod -l ${SELECTOR}`,
    },
    {
      says: `Its pod runs as ${WEB_ACCOUNT}`,
      probe: has(`Deployment/${NAMESPACE}/${WEB_SERVER}`, {
        spec: { template: { spec: { serviceAccountName: WEB_ACCOUNT } } },
      }),
      hint: `kubectl get sa ${WEB_ACCOUNT}`,
    },
    {
      says: `Its pod has nginx and an istio-proxy ${versions.istio}, both ready`,
      probe: onHost(["kubectl", "get", "pod", "-n", NAMESPACE, "-l", SELECTOR, "-o", "json"], {
        json: {
          items: some({
            spec: { containers: only({ name: WEB_SERVER }, { image: PROXY }) },
            status: {
              containerStatuses: some(
                { name: WEB_SERVER, ready: true },
                { name: "istio-proxy", ready: true },
              ),
            },
          }),
        },
      }),
      timeoutMs: 120_000,
      hint: "A pod from before the label has no sidecar; deleting it brings one that has.",
    },
  ],
});
