import { NAMESPACE } from "../../apps/app.js";
import { PROXY_CONFIG } from "../../restart.js";
import { available, contains, has, mesh, somewhere, step, yaml } from "../../step.js";
import { M3 } from "../mesh.js";
import { SIMPLE_WEB_HEADERS, SIMPLE_WEB_URL } from "../simple-calls.js";
import { simpleWebProxy } from "../simple-proxy.js";

const SHOW_MESH = "kubectl get cm -n istio-system istio -o jsonpath='{.data.mesh}'";

export default step({
  change: mesh(M3),
  checks: [
    {
      says: "The mesh's configuration traces all requests and logs to /dev/stdout",
      probe: has("ConfigMap/istio-system/istio", {
        data: {
          mesh: yaml({
            accessLogFile: "/dev/stdout",
            defaultConfig: { tracing: { sampling: 100 } },
            defaultHttpRetryPolicy: { attempts: 0 },
          }),
        },
      }),
      hint: SHOW_MESH,
    },
    ...["simple-web", "simple-backend-1"].map((name) => ({
      says: `${name} was started again with it`,
      probe: available(NAMESPACE, name, {
        spec: { template: { metadata: { annotations: { [PROXY_CONFIG]: contains("sampling") } } } },
      }),
      timeoutMs: 120_000,
      hint: `kubectl rollout status -n ${NAMESPACE} deploy/${name}`,
    })),
    {
      says: "simple-web's proxy traces every request",
      probe: simpleWebProxy.listeners(15006, somewhere({ randomSampling: { value: 100 } })),
      hint: `kubectl rollout restart -n ${NAMESPACE} deploy/simple-web starts it again by hand.`,
      until: "the end",
    },
    {
      says: "It logs every request",
      probe: {
        kind: "log",
        in: { namespace: NAMESPACE, pod: "deploy/simple-web", container: "istio-proxy" },
        matches: '"GET / HTTP/1\\.[01]" \\d{3} ',
        atLeast: 5,
        after: { url: SIMPLE_WEB_URL, headers: SIMPLE_WEB_HEADERS, requests: 5 },
      },
      hint: SHOW_MESH,
    },
  ],
});
