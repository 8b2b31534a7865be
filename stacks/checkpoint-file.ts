import { readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { ToolError } from "../lib/errors.js";
import { stateDir } from "../lib/paths.js";
import { quoted } from "../lib/quote.js";
import { readStateBackup, readStateFile, stateFile } from "../lib/state-file.js";

const fields = z.record(z.string(), z.unknown());

const resource = z.object({
  urn: z.string().default(""),
  type: z.string(),
  id: z.string().optional(),
  /** It was replaced, and a run that was interrupted did not get to deleting it. */
  delete: z.boolean().optional(),
  protect: z.boolean().optional(),
  inputs: fields.nullish(),
  outputs: fields.nullish(),
});

/** Pulumi's own form, as far as it is read here (pulumi/pulumi sdk/go/common/apitype, DeploymentV3). */
const schema = z.object({
  checkpoint: z.object({
    latest: z
      .object({
        resources: z.array(resource).nullish(),
        pending_operations: z.array(z.unknown()).nullish(),
        secrets_providers: z
          .object({ state: z.object({ salt: z.string().optional() }).nullish() })
          .nullish(),
      })
      .nullish(),
  }),
});

/** A resource as the state holds it. */
export type StateResource = Readonly<z.infer<typeof resource>>;

/** The state of a stack. */
export interface Checkpoint {
  /** Those that are to be deleted as well. */
  readonly resources: readonly StateResource[];
  /** Operations that an interrupted run has left open. */
  readonly pending: number;
  /** The salt of the passphrase that opens the secrets in it; undefined where there is none. */
  readonly salt: string | undefined;
}

/** Pulumi's file backend: the state of a stack in its plain form. */
export const checkpointFile = (stack: string, folder = stateDir): string =>
  join(folder, ".pulumi", "stacks", "istio-lab", `${stack}.json`);

/** Pulumi's file backend: the folder of a stack's locks. */
export const lockDir = (stack: string, folder = stateDir): string =>
  join(folder, ".pulumi", "locks", "organization", "istio-lab", stack);

/**
 * The state of a stack; undefined when the stack was never made.
 * @throws ToolError `bad-state-file` when the file is damaged, with the way out: the state before the last change,
 * which Pulumi keeps beside it, or a `down` that does without.
 */
export async function readCheckpoint(
  stack: string,
  folder = stateDir,
): Promise<Checkpoint | undefined> {
  const plain = checkpointFile(stack, folder);
  const read = await readStateFile(plain).then(parsed, damaged);
  if (read === undefined || typeof read !== "string") return read;
  const file = (await stateFile(plain)) ?? plain;
  const backup = await readStateBackup(plain).then(parsed, damaged);
  const isGood = backup !== undefined && typeof backup !== "string";
  const next = isGood
    ? `cp ${quoted(`${file}.bak`)} ${quoted(file)} takes the state before the last change; then run the same command again`
    : `./lab down ${stack} removes what is there of it without the state, and puts the file aside; then ./lab up ${stack}`;
  throw new ToolError("bad-state-file", `The state file ${file} is damaged: ${read}.`, { next });
}

/** What a state's text holds; a text says what is wrong with it. Undefined: there is none. */
function parsed(text: string | undefined): Checkpoint | string | undefined {
  if (text === undefined) return undefined;
  if (text.trim() === "") return "it is empty";
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return "it is no whole JSON";
  }
  const result = schema.safeParse(content);
  if (!result.success) return "it is no state of Pulumi";
  const { latest } = result.data.checkpoint;
  return {
    resources: latest?.resources ?? [],
    pending: latest?.pending_operations?.length ?? 0,
    salt: latest?.secrets_providers?.state?.salt,
  };
}

/** One that is packed and can't be unpacked. One that Node only lacks the means for has its own way out. */
function damaged(error: unknown): string {
  if (error instanceof ToolError && error.next === undefined) return "it can't be unpacked";
  throw error;
}

/** Deletes the state of a stack with what Pulumi keeps beside it: the one before, its attributes. */
export async function forgetState(stack: string, folder = stateDir): Promise<void> {
  const file = checkpointFile(stack, folder);
  const names = await readdir(dirname(file)).catch(() => []);
  const own = names.filter((name) => name.startsWith(basename(file)));
  for (const name of own) await rm(join(dirname(file), name), { force: true });
}
