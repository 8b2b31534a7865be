import { readFile } from "node:fs/promises";
import type { KubeObject } from "../labs/kube.js";
import { parseManifest } from "./normalise.js";

/** A text in single quotes, which may go on over several lines. */
const QUOTED = /^( *[\w-]+: )'((?:[^']|'')*)'$/gm;

/**
 * The manifest with each quoted text on one line. Flagger's goes on at the depth of its key, which YAML does not
 * allow; kubectl's parser does not mind, and reads it as this one reads the result.
 */
export const unfolded = (manifest: string): string =>
  manifest.replace(
    QUOTED,
    (_, key: string, text: string) => `${key}'${text.replace(/\s*\n\s*/g, " ")}'`,
  );

/**
 * The definitions in a file of another project.
 * @throws ToolError `bad-manifest` when it can't be read as YAML.
 */
export async function readDefinitions(file: string): Promise<readonly KubeObject[]> {
  return parseManifest(unfolded(await readFile(file, "utf8")), file);
}
