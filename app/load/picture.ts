import { writeFile } from "node:fs/promises";
import { messageOf, ToolError } from "../../lib/errors.js";

/**
 * Writes a picture; one that was there under this name is the one of an earlier run.
 * @throws ToolError `picture-not-written`
 */
export async function writePicture(file: string, svg: string): Promise<void> {
  try {
    await writeFile(file, svg);
  } catch (error) {
    throw new ToolError(
      "picture-not-written",
      `The histogram could not be written: ${messageOf(error)}`,
      { cause: error, next: "./lab load run --out <a file in a folder that you may write to>" },
    );
  }
}
