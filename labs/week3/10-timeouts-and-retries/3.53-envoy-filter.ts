import { NAMESPACE } from "../../apps/app.js";
import { has } from "../../probes.js";
import { all, apply } from "../../state.js";
import { step } from "../../step.js";
import { isHidden } from "../backend-faults.js";
import { retryListed } from "../backend-policies.js";
import { SHOW_ROUTES, allOf, routes } from "../proxies.js";
import { FILTER_KEY, ROUTE_KEY, SHOW_ROUTE, retryCodes } from "../simple-routing.js";

export default step({
  change: all(apply("routing", retryCodes), apply("routing", retryListed)),
  checks: [
    {
      says: "EnvoyFilter simple-backend-retry-status-codes patches simple-web's route to the backends",
      needs: "objects",
      probe: has(FILTER_KEY, {
        "spec.workloadSelector.labels": { equals: { app: "simple-web" } },
        "spec.configPatches[0].patch.value.route.retry_policy.retriable_status_codes": {
          equals: [408, 400],
        },
      }),
      until: "3.63",
      hint: `kubectl get envoyfilter -n ${NAMESPACE} -o yaml`,
    },
    {
      says: "VirtualService simple-backend-vs retries on the codes that are listed, too",
      needs: "objects",
      probe: has(ROUTE_KEY, {
        "spec.http[0].retries": {
          equals: { attempts: 2, retryOn: "5xx,retriable-status-codes" },
        },
      }),
      until: "3.63",
      hint: SHOW_ROUTE,
    },
    {
      says: "simple-web's proxy tries 408 and 400 again, 50 ms later",
      needs: "mesh",
      probe: routes({
        matches: allOf(
          '"retryOn": "5xx,retriable-status-codes"',
          '"retriableStatusCodes": \\[(?=[^\\]]*\\b408\\b)(?=[^\\]]*\\b400\\b)',
          '"baseInterval": "0\\.050s"',
        ),
      }),
      until: "3.63",
      hint: SHOW_ROUTES,
    },
    isHidden("3.55"),
  ],
});
