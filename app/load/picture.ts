import { writeFile } from "node:fs/promises";
import { messageOf, ToolError } from "../../lib/errors.js";

/**
 * Writes a picture; one that was there under this name is the one of an earlier run.
 * @param command what makes it, and takes another file by `--out`
 * @throws ToolError `picture-not-written`
 */
export async function writePicture(file: string, text: string, command: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new ToolError(
      "picture-not-written",
      `The picture could not be written: ${messageOf(error)}`,
      { cause: error, next: `${command} --out <a file in a folder that you may write to>` },
    );
  }
}
