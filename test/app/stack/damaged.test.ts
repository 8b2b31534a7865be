import { describe, expect, it } from "@jest/globals";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { damageOf, putAside } from "../../../app/stack/damaged.js";
import { ensurePassphrase } from "../../../app/stack/own-passphrase.js";
import { unknownPassphrase } from "../../../app/stack/passphrase.js";
import { checkpointFile } from "../../../stacks/checkpoint-file.js";
import { tempDir } from "../../support/temp-dir.js";

const STATE = JSON.stringify({ checkpoint: { latest: {} } });

async function write(folder: string, text: string, stack = "week1"): Promise<string> {
  const file = checkpointFile(stack, folder);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

const lost = (): Promise<never> => Promise.reject(unknownPassphrase("week1", undefined));
const opens = (): Promise<undefined> => Promise.resolve(undefined);

describe("the state of a stack is of no use", () => {
  it.each<[string, string | undefined, () => Promise<unknown>, string | undefined]>([
    ["where its file is damaged", "{", opens, "bad-state-file"],
    ["where nobody has the passphrase of its secrets", STATE, lost, "other-passphrase"],
    ["and otherwise it is", STATE, opens, undefined],
    ["and a stack that was never made has none", undefined, opens, undefined],
  ])("%s", async (_title, text, requireOpen, code) => {
    await using dir = await tempDir();
    if (text !== undefined) await write(dir.path, text);
    expect((await damageOf("week1", dir.path, requireOpen))?.code).toBe(code);
  });

  it("and is kept where Pulumi does not look for it", async () => {
    await using dir = await tempDir();
    const file = await write(dir.path, "{");
    await writeFile(`${file}.bak`, "[");
    const aside = await putAside("week1", dir.path, new Date("2026-11-26T14:00:00.000Z"));
    expect(aside).toBe(join(dir.path, "week1-damaged-2026-11-26T14-00-00.000Z"));
    expect((await readdir(aside)).sort()).toEqual(["week1.json", "week1.json.bak"]);
    expect(await damageOf("week1", dir.path, opens)).toBeUndefined();
    // a second time there is nothing to move, and that is no mistake
    await expect(putAside("week1", dir.path, new Date(0))).resolves.toContain("week1-damaged-1970");
  });
});

describe("the packed state of a stack", () => {
  it("is put aside with all that lies beside it, and no other stack's is", async () => {
    await using dir = await tempDir();
    const file = await write(dir.path, STATE, "week10");
    const week1 = checkpointFile("week1", dir.path);
    const own = ["week1.json.gz", "week1.json.gz.bak"];
    for (const name of own) await writeFile(join(dirname(week1), name), "no gzip");
    expect((await damageOf("week1", dir.path, opens))?.code).toBe("bad-state-file");
    const aside = await putAside("week1", dir.path);
    expect((await readdir(aside)).sort()).toEqual(own);
    expect(await readdir(dirname(file))).toEqual(["week10.json"]);
    expect(await damageOf("week1", dir.path, opens)).toBeUndefined();
  });
});

describe("the passphrase of the state", () => {
  it("is made once, for the user's eyes only, and stays", async () => {
    await using dir = await tempDir();
    const file = join(dir.path, "passphrase");
    await Promise.all([ensurePassphrase(file, opens), ensurePassphrase(file, opens)]);
    const text = await readFile(file, "utf8");
    expect(text).toHaveLength(32);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await ensurePassphrase(file, lost);
    expect(await readFile(file, "utf8")).toBe(text);
    expect(await readdir(dir.path)).toEqual(["passphrase"]);
  });

  it("is made again where it is empty and nothing needs the old one", async () => {
    await using dir = await tempDir();
    const file = join(dir.path, "passphrase");
    await writeFile(file, "\n");
    await ensurePassphrase(file, opens);
    expect(await readFile(file, "utf8")).toHaveLength(32);
  });

  it.each<[string, string | undefined]>([
    ["missing", undefined],
    ["empty", ""],
  ])("that is %s while a state needs it is not made anew", async (_what, text) => {
    await using dir = await tempDir();
    const file = join(dir.path, "passphrase");
    if (text !== undefined) await writeFile(file, text);
    await expect(ensurePassphrase(file, lost)).rejects.toMatchObject({
      code: "other-passphrase",
      message: expect.stringMatching(
        /^week1 is locked .*: the lab's own, in .*, is lost\.$/,
      ) as unknown,
      next: expect.stringMatching(
        /, \.\/lab down week1 removes the lab without its state$/,
      ) as unknown,
    });
    expect(await readFile(file, "utf8").catch(() => undefined)).toBe(text);
  });
});
