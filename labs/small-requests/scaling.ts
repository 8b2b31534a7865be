import type { KubeObject, ObjectKey } from "../kube.js";
import type { Reserved } from "../quantity.js";

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

/** The unit in which an autoscaler takes a value. */
const UNIT = { cpu: "m", memory: "" } as const;

/**
 * Keeps the use at which a Deployment is scaled out. An autoscaler counts in percent of what is requested: with
 * 80 % of 10m instead of 500m, an istiod that is hardly used would soon run five times.
 * @param reserved whose requests were changed. Istio's autoscalers count CPU alone; one that counts memory keeps it, too.
 * @param requests what a pod of each changed Deployment requested before, by key, in thousandths of a CPU or in bytes.
 * @throws Error when the autoscaler of a changed Deployment does not count CPU in percent.
 */
export function withSameScaling(
  reserved: Reserved,
  key: ObjectKey,
  object: KubeObject,
  requests: ReadonlyMap<ObjectKey, number>,
): KubeObject {
  const spec = object["spec"] as Autoscaler;
  const { kind = "", name = "" } = spec.scaleTargetRef ?? {};
  const request = requests.get(`${kind}/${object.metadata.namespace ?? ""}/${name}`);
  if (request === undefined) return object;
  const { metrics = [] } = spec;
  // one without any metric counts in percent of CPU as well
  if (reserved === "cpu" && metrics.every((metric) => percentOf(reserved, metric) === undefined))
    throw new Error(`${key} has no CPU utilization to keep`);
  return {
    ...object,
    spec: { ...spec, metrics: metrics.map((metric) => asValue(reserved, metric, request)) },
  };
}

const percentOf = (reserved: Reserved, { resource }: Metric): number | undefined =>
  resource?.name === reserved ? resource.target?.averageUtilization : undefined;

function asValue(reserved: Reserved, metric: Metric, request: number): Metric {
  const percent = percentOf(reserved, metric);
  if (percent === undefined) return metric;
  const averageValue = `${Math.round((request * percent) / 100)}${UNIT[reserved]}`;
  return {
    ...metric,
    resource: { ...metric.resource, target: { type: "AverageValue", averageValue } },
  };
}
