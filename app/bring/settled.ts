import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { labDir, root } from "../../lib/paths.js";
import { fingerprintOf } from "../../lib/sources.mjs";
import { readStateFile } from "../../lib/state-file.js";
import type { Rendered } from "../../components/render/render.js";
import {
  checkpointFile,
  readCheckpoint,
  type StateResource,
} from "../../stacks/checkpoint-file.js";
import type { LabConfig } from "../../stacks/config.js";
import { settingsFile } from "../../lib/settings.js";
import { isInternal } from "../run/progress.js";

/*
 * Whether another `up` would change nothing, without the engine, which takes seconds to find it out.
 *
 * The engine compares what the program declares with the stack's state. The program is a function of its code, the
 * stack's config and the rendered objects. So where all of these and the state are, byte by byte, what they were when
 * an `up` had just ended well, another would declare the same to the same state. Whatever else writes the state
 * (plain `pulumi`, a `destroy`, a run that is cut) changes it, and a change of the config or of any source changes
 * the rest: then the engine looks. What it never looks at, the live objects, is looked at by `examine`.
 */

/** Where it is kept what a stack was when an `up` ended well. */
const settledFile = (stack: string, folder: string): string => join(folder, `${stack}.settled`);

/** What the proof is taken of. Tests pass others. */
export interface Ground {
  /** The checkout. */
  readonly root: string;
  /** Where it keeps what is its own. */
  readonly lab: string;
}

const HERE: Ground = { root, lab: labDir };

/**
 * How many resources stay as they are; undefined where only the engine can tell.
 * @param to what is to be declared.
 */
export async function settled(
  config: LabConfig,
  to: Rendered,
  ground = HERE,
): Promise<number | undefined> {
  const kept = await readFile(settledFile(config.stack, ground.lab), "utf8").catch(() => undefined);
  if (kept === undefined) return undefined;
  const checkpoint = await readCheckpoint(config.stack, join(ground.lab, "state"));
  if (checkpoint === undefined || checkpoint.pending > 0) return undefined;
  const { resources } = checkpoint;
  if (resources.some(isSpecial)) return undefined;
  if ((await markOf(config, to, ground)) !== kept) return undefined;
  return resources.filter(({ urn }) => !isInternal(urn)).length;
}

/** Keeps what a stack is, right after an `up` that ended well. */
export async function keepSettled(config: LabConfig, to: Rendered, ground = HERE): Promise<void> {
  await writeFile(settledFile(config.stack, ground.lab), await markOf(config, to, ground));
}

/** The engine has something of its own to do or to refuse there. */
const isSpecial = ({ delete: isOld, protect }: StateResource): boolean =>
  isOld === true || protect === true;

/** All that a run of the engine depends on, in a few characters. */
async function markOf(
  { week, ...config }: LabConfig,
  { state, objects }: Rendered,
  { root: folder, lab }: Ground,
): Promise<string> {
  const files = [join(folder, "Pulumi.yaml"), settingsFile(config.stack, join(folder, "stacks"))];
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8").catch(() => "")));
  const checkpoint = await readStateFile(checkpointFile(config.stack, join(lab, "state")));
  const { version, arch, platform } = process;
  const code = fingerprintOf(folder);
  const values = { folder, code, version, arch, platform, week: week.id, config, state, objects };
  const hash = createHash("sha256").update(JSON.stringify(values));
  for (const text of [...texts, checkpoint ?? ""]) hash.update(`\0${text}`);
  return hash.digest("hex");
}
