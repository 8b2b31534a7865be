import { allOf, get, step } from "../../step.js";
import { HTTPBIN, HTTPBIN_URL, JAEGER, METRICS_MS } from "../calls.js";

/** A header in httpbin's answer. @param value an expression */
const header = (name: string, value: string): string => `"${name}":\\s*"${value}"`;

const SPAN_ID = "[0-9a-f]{16}";

export default step({
  checks: [
    {
      says: "The gateway gives a request the ids of a trace, and traces it",
      probe: get(HTTPBIN_URL, {
        ...HTTPBIN,
        body: allOf(
          header("X-B3-Traceid", "[0-9a-f]{32}"),
          header("X-B3-Spanid", SPAN_ID),
          header("X-B3-Sampled", "1"),
        ),
      }),
      timeoutMs: 60_000,
      until: "4.37",
    },
    {
      says: "The trace begins there: its span has the last half of the trace's id, and no parent",
      probe: get(HTTPBIN_URL, {
        ...HTTPBIN,
        body: `^\\s*\\{(?![\\s\\S]*X-B3-Parentspanid)[\\s\\S]*${header("X-B3-Spanid", `(${SPAN_ID})`)}[\\s\\S]*${header("X-B3-Traceid", `${SPAN_ID}\\1`)}`,
      }),
      timeoutMs: 60_000,
      until: "the end",
    },
    {
      says: "It tells who sends the request",
      probe: get(HTTPBIN_URL, {
        ...HTTPBIN,
        body: allOf(
          header("X-Envoy-Peer-Metadata-Id", 'router~[0-9.]+~istio-ingressgateway-[^"]+'),
          header("X-Envoy-Peer-Metadata", "[A-Za-z0-9+/=]{100,}"),
        ),
      }),
      timeoutMs: 60_000,
      until: "the end",
    },
    {
      says: "Jaeger has spans of the gateway",
      probe: {
        kind: "jaeger",
        at: JAEGER,
        services: ["istio-ingressgateway.istio-system"],
        after: { url: HTTPBIN_URL, requests: 5, ...HTTPBIN },
      },
      timeoutMs: METRICS_MS,
      until: "4.37",
      hint: `${JAEGER}/search lists the services that it has spans of.`,
    },
  ],
});
