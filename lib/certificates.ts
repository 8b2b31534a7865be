import { readFileSync } from "node:fs";
import { createSecureContext, rootCertificates, type SecureContext } from "node:tls";
import { messageOf, UsageError } from "./errors.js";

/** The variables that name a file with the CAs of somebody's own network. Node itself reads only the first. */
const VARIABLES = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"] as const;

/** The files with CAs that downloads trust beside Node's own. */
export function extraCertificateFiles(env: NodeJS.ProcessEnv): readonly string[] {
  return [...new Set(VARIABLES.map((name) => env[name] ?? ""))].filter((file) => file !== "");
}

/**
 * Trusts Node's CAs and those that the user's network has: a proxy that reads TLS signs with a CA of its own.
 * @returns undefined where there are none: Node's own will do
 * @throws UsageError `bad-certificates` when a file can't be read
 */
export function trusted(env: NodeJS.ProcessEnv): SecureContext | undefined {
  const files = extraCertificateFiles(env);
  if (files.length === 0) return undefined;
  return createSecureContext({ ca: [...rootCertificates, ...files.map(read)] });
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new UsageError(
      "bad-certificates",
      `The file with your network's CA can't be read: ${messageOf(cause)}.`,
      { next: "export NODE_EXTRA_CA_CERTS=/path/of/the/ca.pem", cause },
    );
  }
}
