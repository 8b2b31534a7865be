import { describe, expect, it } from "@jest/globals";
import { mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ToolError } from "../../lib/errors.js";
import { quoted } from "../../lib/quote.js";
import { readStateFile, stateFile } from "../../lib/state-file.js";
import { tempDir } from "../support/temp-dir.js";

/** A state's files by the ending of their names, the later one last. */
async function read(
  files: Readonly<Record<string, string | Buffer>>,
  unpackZst?: Parameters<typeof readStateFile>[1],
): Promise<string | undefined> {
  await using dir = await tempDir();
  const plain = join(dir.path, "week1.json");
  for (const [index, [ending, content]] of Object.entries(files).entries()) {
    await writeFile(plain + ending, content);
    await utimes(plain + ending, index + 1, index + 1);
  }
  return await readStateFile(plain, unpackZst);
}

const failure = (reading: Promise<unknown>): Promise<unknown> =>
  reading.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("the state of a stack", () => {
  it("is read in its plain form", async () => {
    expect(await read({ "": "{}" })).toBe("{}");
  });

  it("is read as a run with PULUMI_DIY_BACKEND_GZIP left it", async () => {
    expect(await read({ "": "old", ".gz": gzipSync("new") })).toBe("new");
    expect(await read({ ".gz": gzipSync("old"), "": "new" })).toBe("new");
  });

  it("is read as a run with PULUMI_DIY_BACKEND_ZSTD left it, where Node can", async () => {
    const unpack = (data: Buffer): Buffer => Buffer.from(`unpacked ${data.toString()}`);
    expect(await read({ ".zst": "x" }, unpack)).toBe("unpacked x");
  });

  it("is not there before the stack is made; a backup is none", async () => {
    expect(await read({})).toBeUndefined();
    expect(await read({ ".bak": "{}" })).toBeUndefined();
  });

  it("is there in whatever form it was written", async () => {
    await using dir = await tempDir();
    const plain = join(dir.path, "week1.json");
    expect(await stateFile(plain)).toBeUndefined();
    await writeFile(`${plain}.gz`, "");
    expect(await stateFile(plain)).toBe(`${plain}.gz`);
  });

  it("that is cut off is refused; what helps depends on what lies beside it", async () => {
    const error = await failure(read({ ".gz": gzipSync("x".repeat(99)).subarray(0, 9) }));
    expect(error).toBeInstanceOf(ToolError);
    expect(error).toMatchObject({
      code: "bad-state-file",
      message: expect.stringMatching(/week1\.json\.gz is damaged/) as unknown,
      next: undefined,
    });
  });

  it("that Node can't unpack is named with the command that does", async () => {
    await using dir = await tempDir();
    const plain = join(dir.path, "week1's.json");
    await writeFile(`${plain}.zst`, "x");
    expect(await failure(readStateFile(plain, "none"))).toMatchObject({
      code: "bad-state-file",
      next: `zstd -d --rm ${quoted(`${plain}.zst`)}`,
    });
  });

  it("that can't be read is an error of the system: a lab that may not be looked at is not damaged", async () => {
    await using dir = await tempDir();
    const plain = join(dir.path, "week1.json");
    await mkdir(plain);
    expect(await failure(readStateFile(plain))).toMatchObject({ code: "EISDIR" });
  });
});
