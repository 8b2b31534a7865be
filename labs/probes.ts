import type { HttpRequest } from "./http-requests.js";
import type { ObjectKey } from "./kube.js";
import type {
  CommandProbe,
  CountProbe,
  DistributionProbe,
  HttpProbe,
  ObjectProbe,
  PodPlace,
} from "./probe-kinds.js";
import { falseAlarm, sampleSize, type Bounds } from "./sample.js";
import { by, fieldsOf, type Tree, type TreeMap } from "./tree.js";

/** What a command's output must hold and must not. */
interface Output extends Pick<CommandProbe, "matches" | "lacks" | "ends" | "after"> {
  /** What it prints is JSON that is like this. */
  readonly json?: Tree;
}

const outputOf = ({ json, ...text }: Output): Partial<CommandProbe> => ({
  ...text,
  ...(json === undefined ? {} : { json: [fieldsOf(json)] }),
});

/** The object exists and has these fields: a partial tree of it, nested as in YAML. */
export const has = (object: ObjectKey, tree?: TreeMap): ObjectProbe => ({
  ...{ kind: "object", object },
  ...(tree === undefined ? {} : { fields: fieldsOf(tree) }),
});

/** The object does not exist. */
export const lacks = (object: ObjectKey): ObjectProbe => ({
  kind: "object",
  object,
  fields: "absent",
});

const AVAILABLE = fieldsOf({
  status: { conditions: by("type", { Available: { status: "True" } }) },
});

/** The Deployment has as many ready pods as it wants; further fields may be asked with it. */
export const available = (namespace: string, name: string, tree?: TreeMap): ObjectProbe => ({
  ...{ kind: "object", object: `Deployment/${namespace}/${name}` },
  fields: { ...AVAILABLE, ...(tree === undefined ? {} : fieldsOf(tree)) },
});

/** A Deployment whose pods have a container like this, for a partial tree. */
export const container = (name: string, tree: TreeMap): TreeMap => ({
  spec: { template: { spec: { containers: by("name", { [name]: tree }) } } },
});

/** So many objects of a kind. */
export const count = (
  of: string,
  number: number,
  where: Pick<CountProbe, "namespace" | "selector" | "named"> = {},
): CountProbe => ({ kind: "count", of, count: number, ...where });

/** A command on the host. */
export const onHost = (command: readonly string[], output: Output = {}): CommandProbe => ({
  kind: "command",
  where: "host",
  command,
  ...outputOf(output),
});

/** A command in the node's container. */
export const inNode = (command: readonly string[], output: Output = {}): CommandProbe => ({
  kind: "command",
  where: "node",
  command,
  ...outputOf(output),
});

/** A command in a container of a pod. */
export const inPod = (
  where: PodPlace,
  command: readonly string[],
  output: Output = {},
): CommandProbe => ({ kind: "command", where, command, ...outputOf(output) });

/** A GET that is answered with 200. */
export const get = (
  url: string,
  more: Pick<HttpProbe, "from" | "through" | "headers" | "sni" | "body" | "json"> = {},
): HttpProbe => ({ kind: "http", url, status: 200, ...more });

/** What a request to an URL may have besides it. */
type Request = Omit<HttpRequest, "url">;

/** The share of answers that count, over many requests. */
export const share = (
  requests: number,
  url: string,
  counts: DistributionProbe["counts"],
  min: number,
  max: number,
  request: Request = {},
): DistributionProbe => ({
  kind: "distribution",
  url,
  requests,
  counts,
  share: { min, max },
  ...request,
});

/**
 * The share of answers that count, where a right lab leaves it to chance.
 * @throws RangeError when so many requests let a right lab fail more often than the confidence allows.
 */
export function shareByChance(
  requests: number,
  url: string,
  counts: DistributionProbe["counts"],
  bounds: Bounds & { readonly confidence: number },
  request: Request = {},
): DistributionProbe {
  const { expected, min, max, confidence } = bounds;
  if (falseAlarm(requests, bounds) >= 1 - confidence) {
    throw new RangeError(
      `${requests} requests are too few for a confidence of ${confidence}: it takes ${sampleSize(bounds)}`,
    );
  }
  return { ...share(requests, url, counts, min, max, request), chance: { expected, confidence } };
}
