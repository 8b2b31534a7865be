import { request as send } from "node:https";
import { checkServerIdentity, connect, TLSSocket, type ConnectionOptions } from "node:tls";
import { X509Certificate } from "node:crypto";
import type { Refusal, TlsRequest } from "../labs/connection-probes.js";
import type { Answer } from "./http-client.js";

/** An answer over TLS. */
export interface TlsAnswer extends Answer {
  /** What the other side has shown; it is verified already. */
  readonly certificate: X509Certificate;
}

/** Why there is none. */
export class Refused extends Error {
  readonly refusal: Refusal | undefined;

  /** @param refusal undefined: for another reason, as when nobody listens */
  constructor(refusal: Refusal | undefined, cause: Error) {
    super(cause.message, { cause });
    this.refusal = refusal;
  }
}

/** Asks by TLS from the host. */
export interface TlsClient {
  /** @throws Refused */
  readonly ask: (request: TlsRequest) => Promise<TlsAnswer>;
  /** The protocol that the other side chooses of `h2` and HTTP/1.1; none where it chooses neither. @throws Refused */
  readonly protocol: (request: TlsRequest) => Promise<string | undefined>;
  /** A certificate that lies in a file. @throws Error when it isn't there */
  readonly read: (file: string) => Promise<X509Certificate>;
}

/** An answer that takes longer is none, in ms. */
const ANSWER_MS = 10_000;

/** How OpenSSL and Node name what happened, as far as it is told apart. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  ECONNRESET: "closed",
  EPIPE: "closed",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "unknown authority",
  UNABLE_TO_GET_ISSUER_CERT: "unknown authority",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "unknown authority",
  SELF_SIGNED_CERT_IN_CHAIN: "unknown authority",
  DEPTH_ZERO_SELF_SIGNED_CERT: "unknown authority",
  // the same name as the right one, and another key
  CERT_SIGNATURE_FAILURE: "unknown authority",
  ERR_TLS_CERT_ALTNAME_INVALID: "other name",
  CERT_HAS_EXPIRED: "expired",
  CERT_NOT_YET_VALID: "not yet valid",
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: "certificate required",
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: "certificate required",
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: "certificate refused",
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: "certificate refused",
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED: "certificate refused",
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN: "certificate refused",
  ERR_SSL_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE: "certificate refused",
};

const refusedBy = (error: Error & { readonly code?: string }): Refused =>
  new Refused(REFUSALS[error.code ?? ""], error);

/** @param read gives the content of a file of certificates @param answerMs how long an answer may take, in ms */
export function tlsClient(
  read: (file: string) => Promise<string>,
  answerMs = ANSWER_MS,
): TlsClient {
  const optionsOf = async ({
    name,
    sni,
    trusts,
    client,
  }: TlsRequest): Promise<ConnectionOptions> => ({
    servername: sni ?? name,
    rejectUnauthorized: true,
    // of the name that is asked for, whatever the greeting says
    checkServerIdentity: (_sni, certificate) => checkServerIdentity(name, certificate),
    ...(trusts === undefined ? {} : { ca: await read(trusts) }),
    ...(client === undefined ? {} : { cert: await read(client.cert), key: await read(client.key) }),
  });
  return {
    ask: async (request) => askOnce(request, await optionsOf(request), answerMs),
    protocol: async (request) => {
      const { hostname, port } = new URL(request.url);
      const socket = connect({
        ...(await optionsOf(request)),
        ...{ host: hostname, port: Number(port), ALPNProtocols: ["h2", "http/1.1"] },
      });
      return await new Promise((resolve, reject) => {
        socket.setTimeout(answerMs, () => socket.destroy(new Error("no handshake in time")));
        socket.on("error", (error: Error) => {
          reject(refusedBy(error));
        });
        socket.on("secureConnect", () => {
          resolve(socket.alpnProtocol === false ? undefined : (socket.alpnProtocol ?? undefined));
          socket.destroy();
        });
      });
    },
    read: async (file) => new X509Certificate(await read(file)),
  };
}

function askOnce(
  { url, name }: TlsRequest,
  options: ConnectionOptions,
  answerMs: number,
): Promise<TlsAnswer> {
  return new Promise((resolve, reject) => {
    let certificate: X509Certificate | undefined;
    const fail = (error: Error): void => {
      // what breaks behind the handshake is no refusal, but for an alert
      const broke = certificate !== undefined && refusedBy(error).refusal === "closed";
      reject(broke ? new Refused(undefined, error) : refusedBy(error));
    };
    const sent = send(url, { ...options, agent: false, headers: { Host: name } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", fail);
      answer.on("end", () => {
        const { statusCode: status = 0 } = answer;
        const headers = Object.fromEntries(
          Object.entries(answer.headers).map(([of, value]) => [
            of,
            [value ?? ""].flat().join(", "),
          ]),
        );
        const body = Buffer.concat(chunks).toString("utf8");
        if (certificate !== undefined) resolve({ status, body, headers, certificate });
      });
    });
    sent.on("socket", (socket) => {
      if (!(socket instanceof TLSSocket)) return;
      socket.on("secureConnect", () => {
        certificate = socket.getPeerX509Certificate();
      });
    });
    const limit = setTimeout(
      () => sent.destroy(new Error(`no answer within ${answerMs / 1000} s`)),
      answerMs,
    );
    sent.on("error", fail);
    sent.on("close", () => {
      clearTimeout(limit);
    });
    sent.end();
  });
}
