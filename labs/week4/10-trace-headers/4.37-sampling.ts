import { NAMESPACE } from "../../apps/app.js";
import { ISTIO_SYSTEM } from "../../istio.js";
import { ingressGateway } from "../../proxies.js";
import { PROXY_CONFIG } from "../../restart.js";
import {
  available,
  contains,
  has,
  mesh,
  shareByChance,
  somewhere,
  step,
  yaml,
} from "../../step.js";
import { HTTPBIN, HTTPBIN_URL } from "../calls.js";
import { M4 } from "../mesh.js";

export default step({
  change: mesh(M4),
  checks: [
    {
      says: "The mesh's configuration traces one request in ten",
      probe: has(`ConfigMap/${ISTIO_SYSTEM}/istio`, {
        data: { mesh: yaml({ defaultConfig: { tracing: { sampling: 10 } } }) },
      }),
      hint: `kubectl get cm -n ${ISTIO_SYSTEM} istio -o jsonpath='{.data.mesh}'`,
    },
    ...["catalog", "webapp"].map((name) => ({
      says: `${name} was started again with it`,
      probe: available(NAMESPACE, name, {
        spec: {
          template: { metadata: { annotations: { [PROXY_CONFIG]: contains('"sampling":10,') } } },
        },
      }),
      timeoutMs: 120_000,
      hint: `kubectl rollout status -n ${NAMESPACE} deploy/${name}`,
    })),
    {
      says: "The gateway traces one request in ten",
      probe: ingressGateway.listeners(8080, somewhere({ randomSampling: { value: 10 } })),
      timeoutMs: 120_000,
      until: "the end",
      hint: `kubectl rollout restart -n ${ISTIO_SYSTEM} deploy/istio-ingressgateway starts it again by hand.`,
    },
    {
      says: "Of 100 requests 2 to 25 are traced",
      probe: shareByChance(
        100,
        HTTPBIN_URL,
        { body: '"X-B3-Sampled":\\s*"1"' },
        { expected: 0.1, min: 0.02, max: 0.25, confidence: 0.999 },
        HTTPBIN,
      ),
      timeoutMs: 120_000,
      until: "the end",
    },
  ],
});
