import { forcedTrace, onHost, step } from "../../step.js";
import { FORCE_TRACE, JAEGER, METRICS_MS, STORE, STORE_URL } from "../calls.js";

/** The headers of the request, as curl takes them. */
const headers = Object.entries({ ...STORE.headers, ...FORCE_TRACE }).flatMap(([name, value]) => [
  "-H",
  `${name}: ${value}`,
]);

export default step({
  checks: [
    {
      says: "An answer to a request that asks for its trace has an id with Envoy's mark of it",
      probe: onHost(["curl", "-s", "-D", "-", "-o", "/dev/null", ...headers, STORE_URL], {
        matches: "^x-request-id: [0-9a-f]{8}-[0-9a-f]{4}-a[0-9a-f]{3}-",
      }),
      until: "the end",
    },
    {
      says: "Jaeger has its trace, with the gateway, webapp and catalog",
      probe: forcedTrace(
        JAEGER,
        { url: STORE_URL, ...STORE },
        { spans: ["istio-ingressgateway", "webapp", "catalog"] },
      ),
      timeoutMs: METRICS_MS,
      until: "4.41",
      hint: `${JAEGER}/search, with the tag guid:x-request-id, finds it by hand.`,
    },
  ],
});
