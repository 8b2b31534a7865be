import { describe, expect, it } from "@jest/globals";
import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isGone, isNotThere } from "../../lib/gone.js";
import { tempDir } from "../support/temp-dir.js";

describe("a folder is gone", () => {
  it.each([
    ["where it is not there", "no/such", true],
    ["where a file is above it", "file/x", true],
    ["and not where it is there", "file", false],
    ["and not where it can't be looked at", "loop/x", false],
  ])("%s", async (_title, path, gone) => {
    await using dir = await tempDir();
    await writeFile(join(dir.path, "file"), "");
    // the system refuses it for every user, root too
    await symlink("loop", join(dir.path, "loop"));
    expect(isGone(join(dir.path, path))).toBe(gone);
  });

  it("and not where the user may not look", () => {
    expect(isNotThere(Object.assign(new Error("no"), { code: "EACCES" }))).toBe(false);
  });
});
