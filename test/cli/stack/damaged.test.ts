import { describe, expect, it } from "@jest/globals";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { damageOf, putAside } from "../../../cli/stack/damaged.js";
import { ensurePassphrase, hasPassphrase, otherPassphrase } from "../../../cli/stack/passphrase.js";
import { checkpointFile } from "../../../stacks/checkpoint-file.js";
import { tempDir } from "../../support/temp-dir.js";

const state = (secrets: boolean): string =>
  JSON.stringify({
    checkpoint: { latest: secrets ? { secrets_providers: { type: "passphrase" } } : {} },
  });

async function write(folder: string, text: string, stack = "week1"): Promise<string> {
  const file = checkpointFile(stack, folder);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

const lost = (): Promise<boolean> => Promise.resolve(false);
const kept = (): Promise<boolean> => Promise.resolve(true);

describe("the state of a stack is of no use", () => {
  it.each<[string, string | undefined, () => Promise<boolean>, string | undefined]>([
    ["where its file is damaged", "{", kept, "bad-state-file"],
    ["where the passphrase of its secrets is lost", state(true), lost, "passphrase-lost"],
    ["and otherwise it is", state(true), kept, undefined],
    ["and without secrets it needs no passphrase", state(false), lost, undefined],
    ["and a stack that was never made has none", undefined, lost, undefined],
  ])("%s", async (_title, text, hasKey, code) => {
    await using dir = await tempDir();
    if (text !== undefined) await write(dir.path, text);
    expect((await damageOf("week1", dir.path, hasKey))?.code).toBe(code);
  });

  it("and is kept where Pulumi does not look for it", async () => {
    await using dir = await tempDir();
    const file = await write(dir.path, "{");
    await writeFile(`${file}.bak`, "[");
    const aside = await putAside("week1", dir.path, new Date("2026-11-26T14:00:00.000Z"));
    expect(aside).toBe(join(dir.path, "week1-damaged-2026-11-26T14-00-00.000Z"));
    expect((await readdir(aside)).sort()).toEqual(["week1.json", "week1.json.bak"]);
    expect(await damageOf("week1", dir.path, kept)).toBeUndefined();
    // a second time there is nothing to move, and that is no mistake
    await expect(putAside("week1", dir.path, new Date(0))).resolves.toContain("week1-damaged-1970");
  });
});

describe("the passphrase of the state", () => {
  it("is made once, for the user's eyes only, and stays", async () => {
    await using dir = await tempDir();
    const file = join(dir.path, "passphrase");
    await Promise.all([ensurePassphrase(file, dir.path), ensurePassphrase(file, dir.path)]);
    const text = await readFile(file, "utf8");
    expect(text).toHaveLength(32);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await ensurePassphrase(file, dir.path);
    expect(await readFile(file, "utf8")).toBe(text);
    expect(await readdir(dir.path)).toEqual(["passphrase"]);
  });

  it("is made again where it is empty and nothing was written under it", async () => {
    await using dir = await tempDir();
    const file = join(dir.path, "passphrase");
    await writeFile(file, "\n");
    await ensurePassphrase(file, dir.path);
    expect(await hasPassphrase(file)).toBe(true);
  });

  it.each<[string, string | undefined]>([
    ["missing", undefined],
    ["empty", ""],
  ])("that is %s while a state needs it is told as lost, with the way out", async (_what, text) => {
    await using dir = await tempDir();
    const file = join(dir.path, "passphrase");
    if (text !== undefined) await writeFile(file, text);
    await write(dir.path, state(true));
    await write(dir.path, state(true), "week3");
    await expect(ensurePassphrase(file, dir.path)).rejects.toMatchObject({
      code: "passphrase-lost",
      message: `The passphrase in ${file} is lost, and without it nobody can read the state of week1, week3.`,
      next: "./lab down week1; ./lab down week3: removes what is there without the state; then ./lab up week1",
    });
    expect(await hasPassphrase(file)).toBe(false);
  });

  it("that is another one is told with the way out", () => {
    expect(otherPassphrase("week1", "/my lab/passphrase")).toMatchObject({
      code: "passphrase-lost",
      message:
        "The state of week1 was written under another passphrase than the one in /my lab/passphrase.",
      next: "put the old file back; without it: mv '/my lab/passphrase' '/my lab/passphrase.other', then ./lab down week1 removes what is there without the state",
    });
  });
});
