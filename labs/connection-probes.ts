import type { Json } from "./kube.js";

/* What is asked by TLS and TCP themselves, from the host: names in the greeting, certificates, bytes. */

/** A client's certificate and its key, as files. */
export interface ClientFiles {
  readonly cert: string;
  readonly key: string;
}

/** A request over TLS. Files are named below the folder of the lab's certificates (labs/certificates.ts). */
export interface TlsRequest {
  /** `https://127.0.0.1:30005/api/catalog`: no name of it needs to be known to the host. */
  readonly url: string;
  /** The name that is asked for: the request's `Host`, and what the certificate must be for. */
  readonly name: string;
  /** The name in the greeting, where it is another one. */
  readonly sni?: string;
  /** The authorities that are trusted. Default: those that Node brings, which know none of the lab's. */
  readonly trusts?: string;
  /** Default: none is shown. */
  readonly client?: ClientFiles;
}

/**
 * How a connection ends that is not made:
 * `closed` by the other side, before it showed a certificate · `unknown authority`, `other name`, `expired`,
 * `not yet valid`: its certificate is not accepted here · `certificate required`, `certificate refused`: the other
 * side wants one of the client's, or not this one.
 */
export type Refusal =
  | "closed"
  | "unknown authority"
  | "other name"
  | "expired"
  | "not yet valid"
  | "certificate required"
  | "certificate refused";

/** What must be answered. */
export interface TlsAnswerWanted {
  readonly status: number;
  /** Body as JSON: deep equality. */
  readonly json?: Json;
  /** Body as text: a regular expression. */
  readonly body?: string;
  /** Headers by their names in small letters: a regular expression each. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The file of the certificate that the other side must show; it must say the name that is asked for as a SAN. */
  readonly shows?: string;
  /** The protocol that is agreed on where this one is offered before HTTP/1.1. */
  readonly alpn?: "h2";
}

/** A request over TLS, and its answer or why there is none. */
export interface TlsProbe extends TlsRequest {
  readonly kind: "tls";
  readonly ends: TlsAnswerWanted | { readonly refused: Refusal };
}

/** A connection over plain TCP. */
export interface TcpProbe {
  readonly kind: "tcp";
  /** On 127.0.0.1. */
  readonly port: number;
  /** What is sent, once the greeting is there. Default: nothing. */
  readonly sends?: string;
  /**
   * What must come in the order of the list: a regular expression each, the first before anything is sent. `nothing`:
   * the connection is refused, or closed without a byte.
   */
  readonly gets: readonly string[] | "nothing";
}

/** A request over TLS that is answered. */
export const tls = (request: TlsRequest, wanted: Partial<TlsAnswerWanted> = {}): TlsProbe => ({
  ...{ kind: "tls", ...request },
  ends: { status: 200, ...wanted },
});

/** A request over TLS that gets no answer, and why. */
export const refused = (request: TlsRequest, why: Refusal): TlsProbe => ({
  ...{ kind: "tls", ...request },
  ends: { refused: why },
});

/** A connection over TCP on which this comes. */
export const tcp = (
  port: number,
  gets: TcpProbe["gets"],
  more: Pick<TcpProbe, "sends"> = {},
): TcpProbe => ({ kind: "tcp", port, gets, ...more });
