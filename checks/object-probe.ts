import { mismatch } from "../labs/expected.js";
import { valueAt } from "../labs/fields.js";
import { titleOf, type KubeObject, type ObjectKey } from "../labs/kube.js";
import type { CountProbe, ObjectProbe } from "../labs/probe-kinds.js";
import { messageOf } from "../lib/errors.js";
import type { Kubectl } from "../tools/kubectl.js";
import { plainly, type Wrong } from "./seen.js";
import { glance } from "./text.js";

/** Live objects by key; a key that is missing has no object in the cluster. */
export type LiveObjects = ReadonlyMap<ObjectKey, KubeObject>;

interface Address {
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
}

function addressOf(key: ObjectKey): Address {
  const [kind = "", ...path] = key.split("/");
  const name = path.pop() ?? "";
  return { kind, namespace: path[0], name };
}

/**
 * Reads objects of a cluster, with one call for each namespace. Kinds that the cluster doesn't know yet, as in
 * a lab that is half made, have no objects.
 * @throws ToolError when the cluster does not answer.
 */
export async function readLive(keys: readonly ObjectKey[], kubectl: Kubectl): Promise<LiveObjects> {
  const groups = new Map<string, ObjectKey[]>();
  for (const key of new Set(keys)) {
    const namespace = addressOf(key).namespace ?? "";
    groups.set(namespace, [...(groups.get(namespace) ?? []), key]);
  }
  const found = await Promise.all(
    [...groups].map(([namespace, members]) => readNamespace(namespace, members, kubectl)),
  );
  return new Map(found.flat());
}

async function readNamespace(
  namespace: string,
  keys: readonly ObjectKey[],
  kubectl: Kubectl,
): Promise<[ObjectKey, KubeObject][]> {
  if (keys.length === 0) return [];
  const names = keys.map((key) => {
    const { kind, name } = addressOf(key);
    return `${kind}/${name}`;
  });
  const scope = namespace === "" ? [] : ["--namespace", namespace];
  try {
    const args = ["get", ...scope, "--ignore-not-found", "-o", "json", ...names];
    return parseList((await kubectl(args)).stdout).flatMap((object) => {
      const key = keys.find((candidate) => isAt(object, addressOf(candidate)));
      return key === undefined ? [] : [[key, object] as [ObjectKey, KubeObject]];
    });
  } catch (error) {
    const unknown = /doesn't have a resource type "([^"]+)"/.exec(messageOf(error))?.[1];
    const known = keys.filter((key) => addressOf(key).kind !== unknown);
    if (unknown === undefined || known.length === keys.length) throw error;
    return readNamespace(namespace, known, kubectl);
  }
}

const isAt = (object: KubeObject, { kind, name }: Address): boolean =>
  object.kind === kind && object.metadata.name === name;

/** kubectl prints a List for several objects, the object itself for one, and nothing for none. */
function parseList(text: string): readonly KubeObject[] {
  if (text.trim() === "") return [];
  const value = JSON.parse(text) as KubeObject & { readonly items?: readonly KubeObject[] };
  return value.kind === "List" ? (value.items ?? []) : [value];
}

/** What is wrong with the object of a probe, with the value seen; undefined when nothing is. */
export function judgeObject(probe: ObjectProbe, live: LiveObjects): Wrong | undefined {
  const object = live.get(probe.object);
  const title = titleOf(probe.object);
  if (probe.fields === "absent")
    return object === undefined ? undefined : plainly(`${title} exists`);
  if (object === undefined) return plainly(`${title} does not exist`);
  for (const [path, expected] of Object.entries(probe.fields ?? {})) {
    const wrong = mismatch(valueAt(object, path), expected);
    if (wrong === undefined) continue;
    const { seen, wanted } = wrong;
    return {
      text: `${title}: ${path} is ${seen}, wanted ${wanted}`,
      seen: `${title}: ${path} is ${glance(seen)}`,
      wanted: glance(wanted),
      whole: seen,
    };
  }
  return undefined;
}

/** What is wrong with the number of objects of a probe. */
export async function judgeCount(probe: CountProbe, kubectl: Kubectl): Promise<Wrong | undefined> {
  const scope = probe.namespace === undefined ? [] : ["--namespace", probe.namespace];
  const filter = probe.selector === undefined ? [] : ["--selector", probe.selector];
  const { stdout } = await kubectl(["get", probe.of, ...scope, ...filter, "-o", "name"]);
  const named = new RegExp(probe.named ?? "");
  const names = stdout.split("\n").filter((line) => line !== "" && named.test(nameIn(line)));
  if (names.length === probe.count) return undefined;
  const seen = `there are ${names.length} ${probe.of}`;
  const wanted = `${probe.count}`;
  return { text: `${seen}, wanted ${wanted}`, seen, wanted, whole: names.join("\n") };
}

const nameIn = (line: string): string => line.slice(line.indexOf("/") + 1);
