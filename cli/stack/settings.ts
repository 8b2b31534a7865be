import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDocument, type Document } from "yaml";
import { UsageError } from "../../lib/errors.js";
import { root } from "../../lib/paths.js";
import { NAMESPACE } from "../../stacks/config.js";

/** The file in which Pulumi keeps a stack's config. */
export const settingsFile = (stack: string, folder = join(root, "stacks")): string =>
  join(folder, `Pulumi.${stack}.yaml`);

async function read(file: string): Promise<Document> {
  const text = await readFile(file, "utf8").catch(() => "");
  const document = parseDocument(text);
  const [mistake] = document.errors;
  if (mistake === undefined) return document;
  throw new UsageError("bad-settings-file", `${file} is not YAML: ${mistake.message}`, {
    next: `mend or delete ${file}, then run the same command again`,
    cause: mistake,
  });
}

async function write(file: string, document: Document): Promise<void> {
  const half = `${file}.${process.pid}.tmp`;
  await writeFile(half, document.toString());
  await rename(half, file);
}

/** The values of the namespace `istio-lab`, by key without it. A stack without a file has none. */
export async function readSettings(
  stack: string,
  file = settingsFile(stack),
): Promise<Record<string, string>> {
  const config = ((await read(file)).toJS() as { config?: Record<string, unknown> } | null)?.config;
  const prefix = `${NAMESPACE}:`;
  return Object.fromEntries(
    Object.entries(config ?? {})
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), String(value)]),
  );
}

/** Sets values, as `pulumi config set` does, without the second that it takes. Comments stay. */
export async function writeSettings(
  stack: string,
  values: Readonly<Record<string, string>>,
  file = settingsFile(stack),
): Promise<void> {
  const document = await read(file);
  for (const [key, value] of Object.entries(values)) {
    document.setIn(["config", `${NAMESPACE}:${key}`], value);
  }
  await write(file, document);
}

/** Forgets the salt of an earlier passphrase: with it Pulumi would refuse to make the stack. */
export async function forgetSalt(stack: string, file = settingsFile(stack)): Promise<void> {
  const document = await read(file);
  if (document.contents !== null && document.deleteIn(["encryptionsalt"]))
    await write(file, document);
}
