import type { KubeObject, ObjectMeta } from "../../kube.js";

/* Types instead of interfaces, because a spec is compared as a JSON value as well. */

type Labels = Readonly<Record<string, string>>;

type Selector = {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
    readonly values?: readonly string[];
  }[];
};

/** What all monitors say. */
type Monitor = {
  /** The label that names the job: of the Service, or of the pod. Without it the job is named after the monitor. */
  readonly jobLabel?: string;
  readonly selector: Selector;
  readonly namespaceSelector: { readonly any: true } | { readonly matchNames: readonly string[] };
};

type Endpoint = {
  /** The port by its name. @default in a PodMonitor: every port of every container */
  readonly port?: string;
  /** @default /metrics */
  readonly path?: string;
  /** From one scrape to the next: `15s`. @default that of the Prometheus, 30s */
  readonly interval?: string;
  /** Whether labels of the scraped win over those of the scrape. @default false */
  readonly honorLabels?: boolean;
  readonly bearerTokenFile?: string;
  readonly relabelings?: readonly Relabeling[];
};

/** A rule for the labels of a target, before it is scraped. */
type Relabeling = {
  readonly action: "keep" | "replace" | "labeldrop";
  readonly sourceLabels?: readonly string[];
  readonly regex?: string;
  readonly replacement?: string;
  readonly targetLabel?: string;
};

export type ServiceMonitorSpec = Monitor & {
  /** Labels of the Service that its series get. */
  readonly targetLabels?: readonly string[];
  readonly endpoints: readonly Endpoint[];
};

export type PodMonitorSpec = Monitor & { readonly podMetricsEndpoints: readonly Endpoint[] };

/** The group of the operator's kinds. */
export const MONITORING = "monitoring.coreos.com";

/** Scrapes what is behind Services. */
export const serviceMonitor = (metadata: ObjectMeta, spec: ServiceMonitorSpec): KubeObject => ({
  apiVersion: `${MONITORING}/v1`,
  kind: "ServiceMonitor",
  metadata,
  spec,
});

/** Scrapes pods, whether a Service leads to them or not. */
export const podMonitor = (metadata: ObjectMeta, spec: PodMonitorSpec): KubeObject => ({
  apiVersion: `${MONITORING}/v1`,
  kind: "PodMonitor",
  metadata,
  spec,
});
