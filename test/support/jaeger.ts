import type { HttpClient } from "../../checks/http-client.js";
import type { Span, Trace } from "../../checks/jaeger.js";
import { ok } from "./http-server.js";

/** A span with little in it. */
export const span = (id: string, service: string, more: Partial<Span> = {}): Span => ({
  ...{ id, service, parent: undefined, operation: `${service}:80/*` },
  ...{ startUs: 1_000_000, durationUs: 1_000, tags: {} },
  ...more,
});

/** The way of a request through the store: gateway, webapp, catalog. */
export const storeTrace: Trace = {
  id: "85e2b6c8",
  spans: [
    span("a", "istio-ingressgateway.istio-system", { durationUs: 8_000 }),
    span("b", "webapp.istioinaction", {
      ...{ parent: "a", startUs: 1_001_000, durationUs: 6_000 },
      tags: { custom_tag: "Test Tag" },
    }),
    span("c", "catalog.istioinaction", {
      ...{ parent: "b", startUs: 1_003_000, durationUs: 2_000 },
      tags: { "http.status_code": "500", error: "true" },
    }),
  ],
};

/** The same as Jaeger's API writes it. */
const written = ({ id, spans }: Trace) => ({
  traceID: id,
  spans: spans.map((each) => ({
    ...{ spanID: each.id, operationName: each.operation, processID: each.service },
    ...{ startTime: each.startUs, duration: each.durationUs },
    references: each.parent === undefined ? null : [{ refType: "CHILD_OF", spanID: each.parent }],
    tags: Object.entries(each.tags).map(([key, value]) => ({ key, type: "string", value })),
  })),
  processes: Object.fromEntries(spans.map(({ service }) => [service, { serviceName: service }])),
});

/**
 * A Jaeger that knows some traces, and a gateway that answers all else with a request's ID.
 * @param known the traces at the first look, the second, …; the last one for ever
 */
export function fakeJaeger(...known: readonly (readonly Trace[])[]) {
  const asked: URL[] = [];
  let look = -1;
  const http: HttpClient = ({ url: text, headers = {} }) => {
    const url = new URL(text);
    if (!url.pathname.startsWith("/jaeger/api/"))
      return Promise.resolve({
        ...ok("[]"),
        headers: headers["x-envoy-force-trace"] === "true" ? { "x-request-id": "24f86a78" } : {},
      });
    asked.push(url);
    // a look begins with the services
    const isFirst = url.pathname.endsWith("/services");
    if (isFirst) look += 1;
    const traces = known[Math.min(Math.max(look, 0), known.length - 1)] ?? [];
    if (isFirst) {
      const services = traces.flatMap(({ spans }) => spans.map(({ service }) => service));
      return Promise.resolve(ok(JSON.stringify({ data: [...new Set(services)] })));
    }
    return Promise.resolve(ok(JSON.stringify({ data: traces.map(written) })));
  };
  return { http, asked };
}
