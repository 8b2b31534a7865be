import { readFile, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { exec } from "../../lib/exec.js";

/** A CA of nobody, and a certificate that it signed: files of PEM. Made anew each time, so that no key is kept. */
export interface Certificates {
  readonly ca: string;
  readonly key: string;
  readonly cert: string;
}

const DAYS = "2";

/** Makes a CA and a certificate for some names, which may be URIs, with the machine's openssl. */
export async function makeCertificates(
  dir: string,
  names: readonly string[],
): Promise<Certificates> {
  const at = (name: string): string => join(dir, name);
  const openssl = (...args: string[]): Promise<unknown> => exec("openssl", args, { cwd: dir });
  const newKey = ["-newkey", "rsa:2048", "-nodes", "-sha256"];
  const settings = at("openssl.cnf");
  const altNames = names.map((name) => `${name.includes("://") ? "URI" : "DNS"}:${name}`).join(",");
  await writeFile(
    settings,
    `[req]
distinguished_name = name
[name]
[ca]
basicConstraints = critical, CA:TRUE
subjectKeyIdentifier = hash
[server]
subjectAltName = ${altNames}
`,
  );
  const config = ["-config", settings];
  await openssl(
    ...["req", "-x509", ...newKey, ...config, "-extensions", "ca", "-days", DAYS],
    ...["-subj", "/CN=Nobody's CA", "-keyout", "ca.key", "-out", "ca.pem"],
  );
  await openssl(
    ...["req", "-new", ...newKey, ...config, "-subj", `/CN=${names[0] ?? ""}`],
    ...["-keyout", "server.key", "-out", "server.csr"],
  );
  await openssl(
    ...["x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-sha256"],
    ...["-set_serial", "1", "-days", DAYS, "-extfile", settings, "-extensions", "server"],
    ...["-out", "server.pem"],
  );
  return { ca: at("ca.pem"), key: at("server.key"), cert: at("server.pem") };
}

/** A server on this machine that speaks TLS, and answers every path with the same text. */
export class TlsServer implements AsyncDisposable {
  private readonly server: Server;

  private constructor(server: Server) {
    this.server = server;
  }

  static async start({ key, cert }: Certificates, answer: string): Promise<TlsServer> {
    const options = { key: await readFile(key), cert: await readFile(cert) };
    const server = createServer(options, (_request, response) => response.end(answer));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new TlsServer(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
