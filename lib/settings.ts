import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isMap, isScalar, parseDocument, type Document } from "yaml";
import { UsageError } from "./errors.js";
import { writeWhole } from "./json-file.js";
import { root } from "./paths.js";
import { quoted } from "./quote.js";

/** Namespace of all config keys: `istio-lab:step`. */
export const NAMESPACE = "istio-lab";

/** The file in which Pulumi keeps a stack's config. */
export const settingsFile = (stack: string, folder = join(root, "stacks")): string =>
  join(folder, `Pulumi.${stack}.yaml`);

async function read(file: string): Promise<Document> {
  const text = await readFile(file, "utf8").catch(emptyWhereNoneIs);
  const document = parseDocument(text);
  const [mistake] = document.errors;
  if (mistake !== undefined) throw badFile(file, `is not YAML: ${mistake.message}`);
  if (document.contents !== null && !isMap(document.contents))
    throw badFile(file, `holds no settings, only: ${text.trim().slice(0, SHOWN)}`);
  return document;
}

/** How much of a file is shown in an error. */
const SHOWN = 60;

/** Without the file the lab takes what its state tells, and the defaults. */
const badFile = (file: string, what: string): UsageError =>
  new UsageError("bad-settings-file", `${file} ${what}`, {
    next: `mend it, or put it aside: mv ${quoted(file)} ${quoted(`${file}.damaged`)}; then run the same command again`,
  });

/** A file that may not be read is not one without settings. */
function emptyWhereNoneIs(error: unknown): string {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  return "";
}

const write = (file: string, document: Document): Promise<void> =>
  writeWhole(file, document.toString());

/** The values of the namespace `istio-lab`, by key without it. A stack without a file has none. */
export async function readSettings(
  stack: string,
  file = settingsFile(stack),
): Promise<Record<string, string>> {
  const config: unknown = (await read(file)).get("config");
  const prefix = `${NAMESPACE}:`;
  const entries = isMap(config) ? config.items : [];
  return Object.fromEntries(
    entries
      .map(({ key, value }) => [textOf(key), textOf(value)] as const)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
}

/** A value as it is written: as a number, step 1.50 would be step 1.5. */
const textOf = (node: unknown): string =>
  isScalar(node) ? (node.source ?? String(node.value)) : String(node);

/** Sets values, as `pulumi config set` does, without the second that it takes. Comments stay. */
export async function writeSettings(
  stack: string,
  values: Readonly<Record<string, string>>,
  file = settingsFile(stack),
): Promise<void> {
  const document = await read(file);
  if (!isMap(document.get("config"))) document.set("config", document.createNode({}));
  for (const [key, value] of Object.entries(values)) {
    document.setIn(["config", `${NAMESPACE}:${key}`], value);
  }
  await write(file, document);
}

/** The salt by which a passphrase is known to be the stack's; undefined for a stack without one. */
export async function readSalt(
  stack: string,
  file = settingsFile(stack),
): Promise<string | undefined> {
  const salt = (await read(file)).get("encryptionsalt");
  return typeof salt === "string" ? salt : undefined;
}

/** Takes a value out. One that is not there is no mistake. */
export async function removeSetting(
  stack: string,
  key: string,
  file = settingsFile(stack),
): Promise<void> {
  const document = await read(file);
  if (isMap(document.get("config")) && document.deleteIn(["config", `${NAMESPACE}:${key}`]))
    await write(file, document);
}

/** Forgets the salt of an earlier passphrase: with it Pulumi would refuse to make the stack. */
export async function forgetSalt(stack: string, file = settingsFile(stack)): Promise<void> {
  const document = await read(file);
  if (document.contents !== null && document.deleteIn(["encryptionsalt"]))
    await write(file, document);
}
