import type { KubeObject, ObjectKey } from "../kube.js";

/** A CPU quantity such as `500m`, `2` or `0.5` in thousandths; undefined for anything else. */
export function millicores(quantity: unknown): number | undefined {
  const [, amount, milli] = /^(\d+(?:\.\d+)?)(m?)$/.exec(String(quantity)) ?? [];
  if (amount === undefined) return undefined;
  return milli === "m" ? Number(amount) : Number(amount) * 1000;
}

interface Metric {
  readonly type?: string;
  readonly resource?: {
    readonly name?: string;
    readonly target?: {
      readonly type?: string;
      readonly averageUtilization?: number;
      readonly averageValue?: string;
    };
  };
}

interface Autoscaler {
  readonly scaleTargetRef?: { readonly kind?: string; readonly name?: string };
  readonly metrics?: readonly Metric[];
}

/**
 * Keeps the CPU use at which a Deployment is scaled out. An autoscaler counts in percent of what is requested: with
 * 80 % of 10m instead of 500m, an istiod that is hardly used would soon run five times.
 * @param requests what a pod of each changed Deployment requested before, by key, in thousandths of a CPU.
 * @throws Error when the autoscaler of a changed Deployment does not count in percent.
 */
export function withSameScaling(
  key: ObjectKey,
  object: KubeObject,
  requests: ReadonlyMap<ObjectKey, number>,
): KubeObject {
  const spec = object["spec"] as Autoscaler;
  const { kind = "", name = "" } = spec.scaleTargetRef ?? {};
  const request = requests.get(`${kind}/${object.metadata.namespace ?? ""}/${name}`);
  if (request === undefined) return object;
  const { metrics = [] } = spec;
  // one without any metric counts in percent as well
  if (metrics.every((metric) => percentOfCpu(metric) === undefined))
    throw new Error(`${key} has no CPU utilization to keep`);
  return {
    ...object,
    spec: { ...spec, metrics: metrics.map((metric) => inMillicores(metric, request)) },
  };
}

const percentOfCpu = ({ resource }: Metric): number | undefined =>
  resource?.name === "cpu" ? resource.target?.averageUtilization : undefined;

function inMillicores(metric: Metric, request: number): Metric {
  const percent = percentOfCpu(metric);
  if (percent === undefined) return metric;
  const averageValue = `${Math.round((request * percent) / 100)}m`;
  return {
    ...metric,
    resource: { ...metric.resource, target: { type: "AverageValue", averageValue } },
  };
}
