import { NAMESPACE } from "../../apps/app.js";
import { simpleBackend1, simpleBackend2 } from "../../apps/simple-backend.js";
import { simpleWeb } from "../../apps/simple-web.js";
import { apply, available, share, step } from "../../step.js";
import { FROM_BACKEND_2, SIMPLE_WEB_HEADERS, SIMPLE_WEB_URL } from "../simple-calls.js";
import { inZoneA, inZoneB } from "./zones.js";

const showLocality = (name: string): string =>
  `kubectl get deploy -n ${NAMESPACE} ${name} -o jsonpath="{.spec.template.metadata.labels.istio-locality}"`;

export default step({
  change: apply(
    "simple-web",
    simpleWeb({ version: "0.14.1", locality: inZoneA }),
    simpleBackend1({ locality: inZoneA }),
    simpleBackend2({ locality: inZoneB }),
  ),
  checks: [
    ...(
      [
        ["simple-web", inZoneA],
        ["simple-backend-1", inZoneA],
        ["simple-backend-2", inZoneB],
      ] as const
    ).map(([name, locality]) => ({
      says: `${name} is in ${locality}`,
      probe: available(NAMESPACE, name, {
        spec: { template: { metadata: { labels: { "istio-locality": locality } } } },
      }),
      timeoutMs: 120_000,
      hint: showLocality(name),
    })),
    {
      says: "Both backends still answer: between an eighth and seven eighths of 50 calls each",
      probe: share(50, SIMPLE_WEB_URL, FROM_BACKEND_2, 1 / 8, 7 / 8, {
        headers: SIMPLE_WEB_HEADERS,
      }),
      timeoutMs: 60_000,
      hint: `kubectl get pod -n ${NAMESPACE} --show-labels`,
    },
  ],
});
