import { parse, stringify } from "yaml";
import type { LabObject } from "../objects.js";

/** The settings of the sample addon's Prometheus. */
const CONFIG_MAP = "ConfigMap/istio-system/prometheus";
const FILE = "prometheus.yml";

interface ScrapeJob {
  readonly kubernetes_sd_configs?: readonly { readonly role?: string }[];
  readonly metric_relabel_configs?: readonly object[];
}

interface Settings {
  readonly scrape_configs?: readonly ScrapeJob[];
}

const rule = (source: string, regex: string, target: string, group: number): object => ({
  source_labels: [source],
  regex,
  target_label: target,
  replacement: `$${group}`,
});

/** istiod's note on an endpoint: workload, namespace, canonical service, its revision, cluster. */
const NOTE = "([^;]+);([^;]*);([^;]*);([^;]*);.*";
/** Envoy's name of a cluster: direction, port, subset, host. */
const CLUSTER = "outbound\\|\\d+\\|[^|]*\\|(.+)";

const rules: readonly object[] = [
  rule("destination_workload", NOTE, "destination_workload_namespace", 2),
  rule("destination_workload", NOTE, "destination_canonical_service", 3),
  rule("destination_workload", NOTE, "destination_version", 4),
  rule("destination_workload", NOTE, "destination_workload", 1),
  rule("destination_service", CLUSTER, "destination_service", 1),
  // Envoy puts its own name before everything that it counts.
  rule("__name__", "envoy_(istio_.+)", "__name__", 1),
];

/**
 * Lets Prometheus give the proxies' counters the names of Istio, and take apart the labels that Envoy can
 * only fill with more than one thing. Every other object stays as it is.
 */
export function relabel(placed: LabObject): LabObject {
  const data = placed.object["data"] as Readonly<Record<string, string>> | undefined;
  const text = data?.[FILE];
  if (placed.key !== CONFIG_MAP || text === undefined) return placed;
  const settings = parse(text) as Settings;
  const changed = { ...settings, scrape_configs: settings.scrape_configs?.map(ofPods) };
  // Unfolded: a folded regular expression is hard to read.
  const file = stringify(changed, { lineWidth: 0 });
  return { ...placed, object: { ...placed.object, data: { ...data, [FILE]: file } } };
}

/** Adds the rules to a job that scrapes pods; only they have proxies. */
function ofPods(job: ScrapeJob): ScrapeJob {
  if (!job.kubernetes_sd_configs?.some(({ role }) => role === "pod")) return job;
  return { ...job, metric_relabel_configs: [...(job.metric_relabel_configs ?? []), ...rules] };
}
