import type { KubeObject } from "../kube.js";

/* Types instead of interfaces, because a spec is compared as a JSON value as well. */

/** A limit that a metric of the new version must keep. */
type MetricLimit = {
  /** `request-success-rate` in percent, `request-duration` in ms at the 99th percentile. */
  readonly name: "request-success-rate" | "request-duration";
  readonly thresholdRange: { readonly min: number } | { readonly max: number };
  /** How far back the metric looks: `1m`. */
  readonly interval: string;
};

/**
 * What Flagger does when a Deployment changes, as far as the labs use it.
 * @see https://docs.flagger.app/usage/how-it-works
 */
export type CanarySpec = {
  readonly targetRef: {
    readonly apiVersion: "apps/v1";
    readonly kind: "Deployment";
    readonly name: string;
  };
  /** How long a Deployment may take to get ready, in s. */
  readonly progressDeadlineSeconds: number;
  /** The Service that Flagger makes, and the hosts and gateways of its VirtualService. */
  readonly service: {
    readonly name: string;
    readonly port: number;
    readonly targetPort: number;
    readonly gateways: readonly string[];
    readonly hosts: readonly string[];
  };
  readonly analysis: {
    /** Time from one judgement to the next: `45s`. */
    readonly interval: string;
    /** After so many bad judgements the new version is given up. */
    readonly threshold: number;
    /** Percent of the requests that the new version gets before it is promoted. */
    readonly maxWeight: number;
    /** Percent that are added after each good judgement. */
    readonly stepWeight: number;
    /** Whose requests are shifted. */
    readonly match: readonly { readonly sourceLabels: Readonly<Record<string, string>> }[];
    readonly metrics: readonly MetricLimit[];
  };
};

/** A Canary: a release that Flagger carries out by itself. */
export const canary = (name: string, namespace: string, spec: CanarySpec): KubeObject => ({
  apiVersion: "flagger.app/v1beta1",
  kind: "Canary",
  metadata: { name, namespace },
  spec,
});
