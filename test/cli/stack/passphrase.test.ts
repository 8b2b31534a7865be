import { describe, expect, it } from "@jest/globals";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { checkpointFile } from "../../../cli/stack/checkpoint.js";
import { forgetState, requirePassphrase } from "../../../cli/stack/passphrase.js";
import { tempDir } from "../../support/temp-dir.js";

/** A checkout's folder with a state of week1 that has these resources, and one of week10. */
async function stateOf(path: string, resources: readonly object[]): Promise<string> {
  const file = checkpointFile("week1", path);
  await mkdir(dirname(file), { recursive: true });
  const text = JSON.stringify({ checkpoint: { latest: { resources } } });
  for (const name of ["", ".bak", ".attrs"]) await writeFile(`${file}${name}`, text);
  await writeFile(checkpointFile("week10", path), text);
  return dirname(file);
}

const CLUSTER = { type: "lab:cluster:KwokCluster", id: "kwok-week1-0a1b2c3d" };

describe("a passphrase that is lost", () => {
  it("is an error where the state holds a lab, before a new one is made", async () => {
    await using dir = await tempDir();
    const folder = await stateOf(dir.path, [CLUSTER]);
    const file = join(dir.path, "passphrase");
    await expect(requirePassphrase("week1", file, dir.path)).rejects.toMatchObject({
      code: "passphrase-lost",
      exitCode: 1,
      message: `The state of week1 can't be read: its passphrase ${file} is gone. Nothing brings a lost passphrase back; your step is kept.`,
      next: "./lab down week1, then ./lab up week1",
    });
    expect(await readdir(folder)).toContain("week1.json");
  });

  it("is no error where the state holds nothing: it is forgotten, and no other stack's", async () => {
    await using dir = await tempDir();
    const folder = await stateOf(dir.path, []);
    await requirePassphrase("week1", join(dir.path, "passphrase"), dir.path);
    expect(await readdir(folder)).toEqual(["week10.json"]);
  });

  it("is none where it is there, or where there is no state", async () => {
    await using dir = await tempDir();
    const file = join(dir.path, "passphrase");
    await requirePassphrase("week1", file, dir.path);
    const folder = await stateOf(dir.path, [CLUSTER]);
    await writeFile(file, "secret");
    await requirePassphrase("week1", file, dir.path);
    expect(await readdir(folder)).toHaveLength(4);
  });
});

describe("a state that is forgotten", () => {
  it("goes with what lies beside it, and is no error when it is not there", async () => {
    await using dir = await tempDir();
    const folder = await stateOf(dir.path, [CLUSTER]);
    await forgetState("week1", dir.path);
    await forgetState("week1", dir.path);
    expect(await readdir(folder)).toEqual(["week10.json"]);
  });
});
