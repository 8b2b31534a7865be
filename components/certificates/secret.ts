import * as pulumi from "@pulumi/pulumi";
import { filesIn } from "../../labs/certificates.js";
import { keyOf, type KubeObject } from "../../labs/kube.js";

/** An object as it is declared, and what keeps its content out of plain sight. */
interface Filled {
  readonly filled: KubeObject;
  readonly secret: pulumi.CustomResourceOptions;
}

/**
 * Puts the content of files into a Secret that is made of them; any other object stays as it is.
 * @param files their content, by their names
 * @throws Error for a file that no certificates of the lab have: the week's data is wrong
 */
export function withFiles(
  object: KubeObject,
  files: ReadonlyMap<string, pulumi.Output<string>> = new Map(),
): Filled {
  const named = filesIn(object);
  if (named.length === 0) return { filled: object, secret: {} };
  const content = named.map(([entry, file]) => {
    const text = files.get(file);
    if (text === undefined)
      throw new Error(`${keyOf(object)}: no certificates of the lab have the file ${file}`);
    const encoded = text.apply((pem) => Buffer.from(pem).toString("base64"));
    return [entry, pulumi.secret(encoded)] as const;
  });
  const data = { ...(object["data"] as object), ...Object.fromEntries(content) };
  return { filled: { ...object, data }, secret: { additionalSecretOutputs: ["data"] } };
}
