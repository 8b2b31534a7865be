import { readFile, stat } from "node:fs/promises";
import * as zlib from "node:zlib";
import { ToolError } from "./errors.js";
import { isNotThere } from "./gone.js";
import { quoted } from "./quote.js";

/**
 * The forms in which Pulumi's file backend writes a state: packed where PULUMI_DIY_BACKEND_GZIP or …_ZSTD is set. It
 * reads all of them, and goes back to plain at its next change.
 */
const FORMS = ["", ".gz", ".zst"] as const;

type Form = (typeof FORMS)[number];

/** Node has it from 22.15 on. */
const unzstd =
  (zlib as { zstdDecompressSync?: (data: Buffer) => Buffer }).zstdDecompressSync ?? "none";

/**
 * The file that holds a state; undefined where there is none. Of two forms Pulumi takes the later one.
 * @param plain the file in its plain form.
 */
export async function stateFile(plain: string): Promise<string | undefined> {
  const found = await Promise.all(
    FORMS.map(async (form) => ({ form, info: await stat(plain + form).catch(() => undefined) })),
  );
  const [latest] = found
    .flatMap(({ form, info }) => (info === undefined ? [] : [{ form, at: info.mtimeMs }]))
    .sort((one, other) => other.at - one.at);
  return latest && plain + latest.form;
}

/**
 * The text of a state; undefined where there is none.
 * @throws ToolError `bad-state-file` for one that can't be unpacked, without a next command: that depends on what lies
 * beside it; the error of the system for one that can't be read.
 */
export async function readStateFile(
  plain: string,
  unpackZst: typeof unzstd = unzstd,
): Promise<string | undefined> {
  const file = await stateFile(plain);
  return file === undefined
    ? undefined
    : textIn(file, await readFile(file), file.slice(plain.length) as Form, unpackZst);
}

/**
 * The text of the state before the last change, which Pulumi keeps beside a state in the same form; undefined where
 * there is none. @throws as `readStateFile` does
 */
export async function readStateBackup(
  plain: string,
  unpackZst: typeof unzstd = unzstd,
): Promise<string | undefined> {
  const file = await stateFile(plain);
  if (file === undefined) return undefined;
  const backup = `${file}.bak`;
  const data = await readFile(backup).catch((error: unknown) => {
    // only a file that is not there is none
    if (isNotThere(error)) return undefined;
    throw error;
  });
  return data && textIn(backup, data, file.slice(plain.length) as Form, unpackZst);
}

function textIn(file: string, data: Buffer, form: Form, unpackZst: typeof unzstd): string {
  if (form === "") return data.toString("utf8");
  if (form === ".gz") return unpacked(file, () => zlib.gunzipSync(data));
  if (unpackZst === "none") {
    const message = `The state file ${file} is packed with zstd, which Node ${process.versions.node} can't unpack.`;
    throw new ToolError("bad-state-file", message, { next: `zstd -d --rm ${quoted(file)}` });
  }
  return unpacked(file, () => unpackZst(data));
}

function unpacked(file: string, unpack: () => Buffer): string {
  try {
    return unpack().toString("utf8");
  } catch (cause) {
    throw new ToolError("bad-state-file", `The state file ${file} is damaged.`, { cause });
  }
}
