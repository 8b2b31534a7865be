import { simpleBackend1, simpleBackend2 } from "../../apps/simple-backend.js";
import { simpleWeb } from "../../apps/simple-web.js";
import { has } from "../../probes.js";
import { all, apply, mesh } from "../../state.js";
import { step } from "../../step.js";
import { M2 } from "../mesh.js";
import { routes } from "../proxies.js";

const SHOW_INSTALLED = "kubectl get istiooperators -n istio-system -o yaml";

export default step({
  change: all(apply("simple-web", simpleWeb(), simpleBackend1(), simpleBackend2()), mesh(M2)),
  checks: [
    {
      says: "The mesh's configuration has no attempts by default",
      probe: has("ConfigMap/istio-system/istio", {
        data: { mesh: /^defaultHttpRetryPolicy:\n\s+attempts: 0$/ },
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
      probe: routes({ matches: '"timeout": "0\\.500s"', lacks: '"retryPolicy"' }),
      until: "3.48",
      hint: "istiod reads its ConfigMap by itself and tells the proxies, within seconds.",
    },
  ],
});
