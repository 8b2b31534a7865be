import type { IstioDashboardName } from "./dashboards/istio.js";
import type { HttpRequest, Traffic } from "./http-requests.js";

/** A dashboard of the Istio release, or the one of a week's own: `week4`. */
export type DashboardName = IstioDashboardName | `week${number}`;

/** A dashboard, all queries of which are asked, and whose panels must have something to show. */
export interface DashboardProbe {
  readonly kind: "dashboard";
  /** Prometheus's own address: `http://127.0.0.1:30001`. */
  readonly at: string;
  readonly dashboard: DashboardName;
  /** Values of its variables by name. Default: the one that Grafana would choose, the first or all. */
  readonly variables?: Readonly<Record<string, string>>;
  /**
   * What has nothing to show, with the reason: a panel by its title (`Disk`), a row of panels by its (`Wasm VMs`), or
   * one panel of a row (`Istiod Resource Usage / Disk`). Anything else that is empty fails the check, and so does a
   * panel that is named here and has something to show.
   */
  readonly empty?: Readonly<Record<string, string>>;
  /** What comes and goes, named alike, with the reason: whether it has something to show is not asked. */
  readonly fleeting?: Readonly<Record<string, string>>;
  readonly after?: Traffic;
}

/** A request that is traced whatever share is sampled, and what Jaeger then has of it. */
export interface TraceProbe {
  readonly kind: "trace";
  /** The address of Jaeger's pages: `http://127.0.0.1:30004/jaeger`. */
  readonly at: string;
  /** Sent through the gateway, with `x-envoy-force-trace: true`. */
  readonly request: HttpRequest;
  /** The services that its trace has spans of; each is the start of a service name: `webapp`. */
  readonly spans: readonly string[];
  /** Services that it must have no span of, also when those of all others are there. Default: none is asked. */
  readonly lacks?: readonly string[];
  /** Tags that a span of a service must have: `{ webapp: { custom_tag: "Test Tag" } }`. Default: none is asked. */
  readonly tags?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** One workload that calls another, by name: `{ from: "webapp", to: "catalog" }`. */
export interface WantedCall {
  readonly from: string;
  readonly to: string;
  /** Whether the calls go by mutual TLS. Default: not asked. */
  readonly mtls?: boolean;
}

/** Who calls whom, as Kiali's graph shows it: from what Istio's proxies have counted in the last minute. */
export interface CallsProbe {
  readonly kind: "calls";
  /** Prometheus's own address. */
  readonly at: string;
  readonly calls: readonly WantedCall[];
  readonly after?: Traffic;
}

/** All panels of a dashboard have something to show, but for those that are named in `empty`. */
export const dashboard = (
  at: string,
  name: DashboardName,
  more: Pick<DashboardProbe, "variables" | "empty" | "fleeting" | "after"> = {},
): DashboardProbe => ({ kind: "dashboard", at, dashboard: name, ...more });

/** The trace of a request that asks to be traced. */
export const forcedTrace = (
  at: string,
  request: HttpRequest,
  wanted: Pick<TraceProbe, "spans" | "lacks" | "tags">,
): TraceProbe => ({ kind: "trace", at, request, ...wanted });

/** These workloads call one another. */
export const calls = (
  at: string,
  wanted: readonly WantedCall[],
  more: Pick<CallsProbe, "after"> = {},
): CallsProbe => ({ kind: "calls", at, calls: wanted, ...more });
