import type { Prometheus } from "../prometheus.js";
import { callsIn, type Call, type Level } from "./graph.js";

/** The labels of Istio's counters that a call is known by. */
const BY = [
  ...["reporter", "request_protocol", "response_code", "connection_security_policy"],
  ...["source_workload", "source_workload_namespace", "source_canonical_service"],
  ...["destination_workload", "destination_workload_namespace"],
  ...["destination_service", "destination_service_name", "destination_service_namespace"],
].join(", ");

/** How far back calls are counted where nobody says, in s: a rate needs several scrapes of 15 s. */
export const LAST_S = 60;

/** Bytes that went through connections, each way. */
const TCP = ["istio_tcp_sent_bytes_total", "istio_tcp_received_bytes_total"];

export interface CallOptions {
  readonly lastS: number;
  readonly level: Level;
  /** ms since 1970. Default: this machine's clock. */
  readonly now?: () => number;
}

/**
 * Asks Prometheus who called whom of late.
 * @throws ToolError `prometheus-silent`, `prometheus-refused`
 */
export async function askCalls(
  prometheus: Prometheus,
  { lastS, level, now = Date.now }: CallOptions,
): Promise<Call[]> {
  const rates = async (counter: string, isTcp: boolean) => {
    const expr = `sum(rate(${counter}[${lastS}s])) by (${BY})`;
    const samples = await prometheus.query(expr, now() / 1000);
    return samples.map(({ labels, value }) => ({ labels, value, isTcp }));
  };
  const counted = await Promise.all([
    rates("istio_requests_total", false),
    ...TCP.map((counter) => rates(counter, true)),
  ]);
  return callsIn(counted.flat(), level);
}
