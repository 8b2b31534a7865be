import type { Labels, Sample } from "../prometheus.js";

/** What callers and called are told apart by: the pods of one Deployment, or the Service that is meant. */
export const LEVELS = ["workload", "service"] as const;
export type Level = (typeof LEVELS)[number];

/** Somebody who calls or is called. */
export interface Party {
  readonly id: string;
  readonly name: string;
  /** Undefined where nobody knows: it has no proxy, or lies outside of the cluster. */
  readonly namespace: string | undefined;
}

export type Protocol = "http" | "grpc" | "tcp";

/** What one party asks of another. */
export interface Call {
  readonly from: Party;
  readonly to: Party;
  readonly protocol: Protocol;
  /** Requests a second; of TCP the bytes a second, both ways together. */
  readonly rate: number;
  /** Of these, answered with 5xx or not at all. Of TCP none are known. */
  readonly errors: number;
  /** Requests a second by status. Of TCP empty. */
  readonly codes: Readonly<Record<string, number>>;
  /** The share that came by mutual TLS, as the called one's proxy saw it; undefined where it has none, or was silent. */
  readonly mtls: number | undefined;
}

/** A rate of requests or of bytes with Istio's labels. */
export type Counted = Pick<Sample, "labels" | "value"> & { readonly isTcp: boolean };

const UNKNOWN = "unknown";
const MTLS = "mutual_tls";

/**
 * Who calls whom, from what the proxies of both sides counted, each call once, as Kiali puts them together:
 * - The caller's proxy counts, since it alone knows of calls that nobody answered, or that leave the mesh.
 * - Where the caller has no proxy, the called one's does.
 * - Whether a call came by mutual TLS only the called one's proxy knows.
 */
export function callsIn(counted: readonly Counted[], level: Level): Call[] {
  const calls = new Map<string, { call: Omit<Call, "mtls">; secure: number; heard: number }>();
  for (const { labels, value, isTcp } of counted) {
    if (!(value > 0)) continue;
    const [from, to] = [callerIn(labels, level), calledIn(labels, level)];
    const protocol = isTcp ? "tcp" : labels["request_protocol"] === "grpc" ? "grpc" : "http";
    const key = JSON.stringify([from.id, to.id, protocol]);
    const known = calls.get(key);
    const empty = { from, to, protocol, rate: 0, errors: 0, codes: {} } as const;
    const { call, secure, heard } = known ?? { call: empty, secure: 0, heard: 0 };
    const isHeard = labels["reporter"] === "destination";
    calls.set(key, {
      call: !isHeard || isUnknown(labels["source_workload"]) ? added(call, labels, value) : call,
      secure: secure + (isHeard && labels["connection_security_policy"] === MTLS ? value : 0),
      heard: heard + (isHeard ? value : 0),
    });
  }
  return [...calls.values()]
    .filter(({ call }) => call.rate > 0)
    .map(({ call, secure, heard }) => ({
      ...call,
      mtls: heard === 0 ? undefined : secure / heard,
    }))
    .sort((a, b) => orderOf(a).localeCompare(orderOf(b)));
}

const orderOf = ({ from, to, protocol }: Call): string => `${from.id} ${to.id} ${protocol}`;

function added(call: Omit<Call, "mtls">, labels: Labels, value: number): Omit<Call, "mtls"> {
  const rate = call.rate + value;
  if (call.protocol === "tcp") return { ...call, rate };
  const { response_code: code = UNKNOWN } = labels;
  // Envoy's 0: the connection ended before there was an answer
  const errors = call.errors + (/^(5|0$)/.test(code) ? value : 0);
  return {
    ...call,
    rate,
    errors,
    codes: { ...call.codes, [code]: (call.codes[code] ?? 0) + value },
  };
}

const isUnknown = (label: string | undefined): boolean => (label ?? UNKNOWN) === UNKNOWN;

const party = (name: string, namespace: string | undefined): Party => ({
  id: namespace === undefined ? name : `${namespace}/${name}`,
  name,
  namespace,
});

function callerIn(labels: Labels, level: Level): Party {
  const name = labels[level === "workload" ? "source_workload" : "source_canonical_service"];
  if (isUnknown(name)) return party(UNKNOWN, undefined);
  const namespace = labels["source_workload_namespace"];
  return party(name ?? UNKNOWN, isUnknown(namespace) ? undefined : namespace);
}

/** Without a proxy on the other side only the host is known: `httpbin.org`, `PassthroughCluster`. */
function calledIn(labels: Labels, level: Level): Party {
  const workload = labels["destination_workload"];
  const service = labels["destination_service_name"];
  const name = level === "workload" && !isUnknown(workload) ? workload : service;
  const namespace = [
    ...[labels["destination_workload_namespace"], labels["destination_service_namespace"]],
  ].find((label) => !isUnknown(label));
  if (isUnknown(name)) return party(labels["destination_service"] ?? UNKNOWN, undefined);
  return party(name ?? UNKNOWN, isUnknown(workload) ? undefined : namespace);
}

/** The calls that a namespace takes part in. */
export const callsOf = (calls: readonly Call[], namespace: string): Call[] =>
  calls.filter(({ from, to }) => [from, to].some((each) => each.namespace === namespace));
