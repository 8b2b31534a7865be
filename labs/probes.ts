import type {
  CommandProbe,
  CountProbe,
  DistributionProbe,
  Expected,
  HttpProbe,
  ObjectProbe,
  PodPlace,
} from "./checks.js";
import type { Json, ObjectKey } from "./kube.js";

/** What a command's output must and must not match. */
type Output = Pick<CommandProbe, "matches" | "lacks">;

/** The object exists and its fields are as expected. */
export const has = (
  object: ObjectKey,
  fields?: Readonly<Record<string, Expected>>,
): ObjectProbe => ({ kind: "object", object, ...(fields === undefined ? {} : { fields }) });

/** The object does not exist. */
export const lacks = (object: ObjectKey): ObjectProbe => ({
  kind: "object",
  object,
  fields: "absent",
});

/** The Deployment has as many ready pods as it wants; further fields may be asked with it. */
export const available = (
  namespace: string,
  name: string,
  fields: Readonly<Record<string, Expected>> = {},
): ObjectProbe =>
  has(`Deployment/${namespace}/${name}`, {
    "status.conditions[type=Available].status": { equals: "True" },
    ...fields,
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
  ...output,
});

/** A command in the node's container. */
export const inNode = (command: readonly string[], output: Output = {}): CommandProbe => ({
  kind: "command",
  where: "node",
  command,
  ...output,
});

/** A command in a container of a pod. */
export const inPod = (
  where: PodPlace,
  command: readonly string[],
  output: Output = {},
): CommandProbe => ({ kind: "command", where, command, ...output });

/** A GET that is answered with 200. */
export const get = (
  url: string,
  more: Pick<HttpProbe, "from" | "body"> & { readonly json?: Json } = {},
): HttpProbe => ({ kind: "http", url, status: 200, ...more });

/** The share of answers that count, over many requests. */
export const share = (
  requests: number,
  url: string,
  counts: DistributionProbe["counts"],
  min: number,
  max: number,
  more: Pick<DistributionProbe, "headers" | "method"> = {},
): DistributionProbe => ({
  kind: "distribution",
  url,
  requests,
  counts,
  share: { min, max },
  ...more,
});
