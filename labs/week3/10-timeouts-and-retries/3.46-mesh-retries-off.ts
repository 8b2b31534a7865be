import { simpleBackend1, simpleBackend2 } from "../../apps/simple-backend.js";
import { simpleWeb } from "../../apps/simple-web.js";
import { all, apply, has, mesh, nowhere, present, step, yaml } from "../../step.js";
import { M2 } from "../mesh.js";
import { simpleWebProxy, toBackends } from "../simple-proxy.js";

const SHOW_INSTALLED = "kubectl get istiooperators -n istio-system -o yaml";

export default step({
  change: all(apply("simple-web", simpleWeb(), simpleBackend1(), simpleBackend2()), mesh(M2)),
  checks: [
    {
      says: "The mesh's configuration has no attempts by default",
      probe: has("ConfigMap/istio-system/istio", {
        data: { mesh: yaml({ defaultHttpRetryPolicy: { attempts: 0 } }) },
      }),
      hint: "kubectl get cm -n istio-system istio -o jsonpath='{.data.mesh}'",
    },
    {
      says: "installed-state records it",
      probe: has("IstioOperator/istio-system/installed-state", {
        spec: { meshConfig: { defaultHttpRetryPolicy: { attempts: 0 } } },
      }),
      hint: SHOW_INSTALLED,
    },
    {
      says: "No route of simple-web's proxy is tried again",
      probe: simpleWebProxy.routes(
        "80",
        toBackends({ timeout: "0.500s" }),
        nowhere({ retryPolicy: present }),
      ),
      until: "3.48",
      hint: "istiod reads its ConfigMap by itself and tells the proxies, within seconds.",
    },
  ],
});
