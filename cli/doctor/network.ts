import { accessSync, constants } from "node:fs";
import { extraCertificateFiles } from "../../lib/certificates.js";
import { messageOf, UsageError } from "../../lib/errors.js";
import { proxiesOf, withoutPassword } from "../../lib/proxy.js";
import type { Row } from "./row.js";

/**
 * How downloads reach the network: the proxies and the CAs of the environment. No row where none is set.
 * @param env the variables; Docker's own proxies are another matter.
 */
export function networkRow(env: NodeJS.ProcessEnv = process.env): Row | undefined {
  try {
    const parts = [...proxyTexts(env), ...certificateTexts(env)];
    if (parts.length === 0) return undefined;
    return { what: "network", verdict: "ok", detail: parts.join("; ") };
  } catch (error) {
    const next = error instanceof UsageError ? error.next : undefined;
    const row = { what: "network", verdict: "bad", detail: messageOf(error) } as const;
    return next === undefined ? row : { ...row, next };
  }
}

function proxyTexts(env: NodeJS.ProcessEnv): string[] {
  const proxies = proxiesOf(env);
  if (proxies === undefined) return [];
  const { http, https, direct } = proxies;
  return [
    `downloads go through ${withoutPassword(https === "" ? http : https)}, but for ${direct
      .split(",")
      .filter((host) => host !== "")
      .join(", ")}`,
  ];
}

function certificateTexts(env: NodeJS.ProcessEnv): string[] {
  return extraCertificateFiles(env).map((file) => {
    if (!isReadable(file))
      throw new UsageError("bad-certificates", `The file with CAs can't be read: ${file}`, {
        next: "export NODE_EXTRA_CA_CERTS=/path/of/the/ca.pem",
      });
    return `the CAs in ${file} are trusted`;
  });
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
