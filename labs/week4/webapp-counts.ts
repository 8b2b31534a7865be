import type { CheckDraft } from "../checks.js";
import { allOf } from "../expressions.js";
import { storeTraffic } from "./calls.js";
import { askProxy, requestSeries } from "./proxy-stats.js";

type Labels = Readonly<Record<string, string>>;

/** Calls from webapp to catalog as webapp's proxy counts them. @param without labels that they don't have */
export const sent = (labels: Labels, without: readonly string[] = []): string =>
  requestSeries(
    "source",
    { source_workload: "webapp", destination_workload: "catalog", response_code: "200", ...labels },
    without,
  );

/** Calls from the gateway to webapp as webapp's proxy counts them. */
export const received = (labels: Labels, without: readonly string[] = []): string =>
  requestSeries(
    "destination",
    {
      source_workload: "istio-ingressgateway",
      destination_workload: "webapp",
      response_code: "200",
      ...labels,
    },
    without,
  );

/** webapp's proxy has counted calls like each of these, of some that are made now. */
export const webappCounts = (says: string, ...series: readonly string[]): CheckDraft => ({
  says,
  probe: {
    ...askProxy("webapp", "stats/prometheus", { matches: allOf(...series) }),
    after: storeTraffic(5),
  },
  timeoutMs: 120_000,
});
