import { describe, expect, it } from "@jest/globals";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { gzipSync } from "node:zlib";
import { quoted } from "../../lib/quote.js";
import {
  checkpointFile,
  forgetState,
  readCheckpoint,
  type Checkpoint,
} from "../../stacks/checkpoint-file.js";
import { tempDir } from "../support/temp-dir.js";

const GOOD = JSON.stringify({
  version: 3,
  checkpoint: {
    latest: {
      resources: [{ urn: "urn:a", type: "a:b:C", inputs: null }],
      secrets_providers: { type: "passphrase", state: { salt: "v1:abc" } },
    },
  },
});

/** Reads a state file with this text, and that beside it; undefined: there is none. */
async function read(
  folder: string,
  text: string | undefined,
  backup?: string,
): Promise<Checkpoint | undefined> {
  const file = checkpointFile("week1", folder);
  await mkdir(dirname(file), { recursive: true });
  if (text !== undefined) await writeFile(file, text);
  if (backup !== undefined) await writeFile(`${file}.bak`, backup);
  return await readCheckpoint("week1", folder);
}

describe("the state of a stack", () => {
  it("is its resources, and the salt of the passphrase that opens its secrets", async () => {
    await using dir = await tempDir();
    expect(await read(dir.path, GOOD)).toEqual({
      resources: [{ urn: "urn:a", type: "a:b:C", inputs: null }],
      pending: 0,
      salt: "v1:abc",
    });
  });

  it("is none where the stack was never made, and holds nothing where it was only made", async () => {
    await using dir = await tempDir();
    expect(await read(dir.path, undefined)).toBeUndefined();
    const made = JSON.stringify({ version: 3, checkpoint: { latest: null } });
    expect(await read(dir.path, made)).toEqual({ resources: [], pending: 0, salt: undefined });
  });

  it("is an error of the system, and not a lab that is down, where the file can't be read", async () => {
    await using dir = await tempDir();
    await mkdir(checkpointFile("week1", dir.path), { recursive: true });
    await expect(readCheckpoint("week1", dir.path)).rejects.toMatchObject({ code: "EISDIR" });
  });
});

const DAMAGED: readonly [string, string, string][] = [
  ["empty", "", "it is empty"],
  ["cut in the middle", GOOD.slice(0, 50), "it is no whole JSON"],
  ["null", "null", "it is no state of Pulumi"],
  ["a list", "[]", "it is no state of Pulumi"],
  ["another file", '{"name":"istio-lab"}', "it is no state of Pulumi"],
  ["older than the wrapper", '{"latest":{"resources":[]}}', "it is no state of Pulumi"],
  ["of wrong types", '{"checkpoint":{"latest":{"resources":{}}}}', "it is no state of Pulumi"],
];

describe.each(DAMAGED)("a state file that is %s", (_what, text, why) => {
  it("is named, and the state before the last change taken where that is good", async () => {
    await using dir = await tempDir();
    const file = checkpointFile("week1", dir.path);
    await expect(read(dir.path, text, GOOD)).rejects.toMatchObject({
      code: "bad-state-file",
      exitCode: 1,
      message: `The state file ${file} is damaged: ${why}.`,
      next: `cp ${quoted(`${file}.bak`)} ${quoted(file)} takes the state before the last change; then run the same command again`,
    });
  });

  it.each<[string, string | undefined]>([
    ["is damaged too", text],
    ["is missing", undefined],
  ])("leads out without it where that beside it %s", async (_where, backup) => {
    await using dir = await tempDir();
    await expect(read(dir.path, text, backup)).rejects.toMatchObject({
      code: "bad-state-file",
      next: "./lab down week1 removes what is there of it without the state, and puts the file aside; then ./lab up week1",
    });
  });
});

describe("a packed state file that is damaged", () => {
  it.each<[string, Buffer | undefined, RegExp]>([
    ["is good", gzipSync(GOOD), /^cp .*week1\.json\.gz\.bak'? .*week1\.json\.gz'? takes/],
    ["is damaged too", Buffer.from("no gzip"), /^\.\/lab down week1 removes/],
    ["is missing", undefined, /^\.\/lab down week1 removes/],
  ])("leads out where that beside it %s", async (_what, backup, next) => {
    await using dir = await tempDir();
    const file = `${checkpointFile("week1", dir.path)}.gz`;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, gzipSync(GOOD).subarray(0, 20));
    if (backup !== undefined) await writeFile(`${file}.bak`, backup);
    await expect(readCheckpoint("week1", dir.path)).rejects.toMatchObject({
      code: "bad-state-file",
      message: `The state file ${file} is damaged: it can't be unpacked.`,
      next: expect.stringMatching(next) as unknown,
    });
  });
});

describe("a state that is forgotten", () => {
  it("goes with what lies beside it, and no other stack's does", async () => {
    await using dir = await tempDir();
    await read(dir.path, GOOD, GOOD);
    const folder = dirname(checkpointFile("week1", dir.path));
    await writeFile(checkpointFile("week10", dir.path), GOOD);
    await forgetState("week1", dir.path);
    await forgetState("week1", dir.path);
    expect(await readdir(folder)).toEqual(["week10.json"]);
  });
});
