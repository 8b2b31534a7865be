import { describe, expect, it } from "@jest/globals";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { writePicture } from "../../../app/load/picture.js";
import { tempDir } from "../../support/temp-dir.js";

describe("a picture", () => {
  it("takes the place of that of an earlier run", async () => {
    await using dir = await tempDir();
    const file = join(dir.path, "load.svg");
    await writePicture(file, "<svg>one</svg>", "./lab load run");
    await writePicture(file, "<svg>two</svg>", "./lab load run");
    expect(await readFile(file, "utf8")).toBe("<svg>two</svg>");
  });

  it("that can't be written is an error with its path and the way out", async () => {
    await using dir = await tempDir();
    const file = join(dir.path, "none", "load.svg");
    await expect(writePicture(file, "<svg/>", "./lab load run")).rejects.toMatchObject({
      code: "picture-not-written",
      message: expect.stringContaining(file) as unknown,
      next: expect.stringContaining("--out") as unknown,
    });
  });
});
