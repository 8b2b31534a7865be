import { readFile } from "node:fs/promises";
import type { KubeObject } from "../../labs/kube.js";
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

/** Rules in CEL, which came with Kubernetes 1.25: the API server of 1.23 drops them, as if by somebody's hand. */
const RULES = "x-kubernetes-validations";

const withoutRules = (definitions: string): KubeObject =>
  JSON.parse(definitions, (key, value: unknown) =>
    key === RULES ? undefined : value,
  ) as KubeObject;

/**
 * The definitions in a file of another project.
 * @throws ToolError `bad-manifest` when it can't be read as YAML.
 */
export async function readDefinitions(file: string): Promise<readonly KubeObject[]> {
  const definitions = parseManifest(unfolded(await readFile(file, "utf8")), file);
  return definitions.map((definition) => withoutRules(JSON.stringify(definition)));
}
