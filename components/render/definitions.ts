import { readFile } from "node:fs/promises";
import type { KubeObject } from "../../labs/kube.js";
import type { Versions } from "../../labs/versions.js";
import { compareVersions } from "../../tools/version.js";
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

/** Rules in CEL. An API server from before they came drops them, as if by somebody's hand. */
const RULES = "x-kubernetes-validations";
const RULES_SINCE = "1.25";

const withoutRules = (definitions: string): KubeObject =>
  JSON.parse(definitions, (key, value: unknown) =>
    key === RULES ? undefined : value,
  ) as KubeObject;

/**
 * The definitions in a file of another project, as the API server of a Kubernetes keeps them. What else is in the file
 * is left out: the bundle of Prometheus' operator has the objects that install it.
 * @throws ToolError `bad-manifest` when it can't be read as YAML.
 */
export async function readDefinitions(
  file: string,
  { kubernetes }: Pick<Versions, "kubernetes">,
): Promise<readonly KubeObject[]> {
  const manifest = parseManifest(unfolded(await readFile(file, "utf8")), file);
  const definitions = manifest.filter(({ kind }) => kind === "CustomResourceDefinition");
  if (compareVersions(kubernetes, RULES_SINCE) >= 0) return definitions;
  return definitions.map((definition) => withoutRules(JSON.stringify(definition)));
}
