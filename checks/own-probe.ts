import { titleOf } from "../labs/kube.js";
import type { OwnProbe } from "../labs/probe-kinds.js";
import { findDrift, type Drift } from "./drift.js";
import { deletionOf } from "./deletion.js";
import { readLive } from "./object-probe.js";
import { plainly, type World, type Wrong } from "./seen.js";
import { glance } from "./text.js";

type Cluster = Pick<World, "kubectl" | "declared">;

/** What is wrong with the objects that a step made or removed, the first of them; undefined when nothing is. */
export async function judgeOwn(probe: OwnProbe, world: Cluster): Promise<Wrong | undefined> {
  return probe.are === "gone" ? judgeGone(probe, world) : judgeDeclared(probe, world);
}

async function judgeGone({ keys }: OwnProbe, { kubectl }: Cluster): Promise<Wrong | undefined> {
  const live = await readLive(keys, kubectl);
  const left = keys.find((key) => live.has(key));
  if (left === undefined) return undefined;
  const going = deletionOf(live.get(left)) === undefined ? "exists" : "is still being deleted";
  return plainly(`${titleOf(left)} ${going}`);
}

async function judgeDeclared(
  { keys }: OwnProbe,
  { kubectl, declared }: Cluster,
): Promise<Wrong | undefined> {
  const objects = (await declared()).filter(({ key }) => keys.includes(key));
  const [first] = await findDrift(objects, kubectl);
  return first === undefined ? undefined : wrongWith(first);
}

function wrongWith({ key, fields: [field], deleting }: Drift): Wrong {
  const title = titleOf(key);
  if (deleting !== undefined) return plainly(`${title} is being deleted`);
  if (field === undefined) return plainly(`${title} does not exist`);
  const [seen, wanted] = [shown(field.after), shown(field.before)];
  return {
    text: `${title}: ${field.path} is ${seen}, wanted ${wanted}`,
    seen: `${title}: ${field.path} is ${glance(seen)}`,
    wanted: glance(wanted),
    whole: seen,
  };
}

const shown = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));
