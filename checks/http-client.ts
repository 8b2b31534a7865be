import * as plain from "node:http";
import * as tls from "node:https";
import type { HttpRequest } from "../labs/http-requests.js";

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  /** By their names in small letters; from inside a pod none is read. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a request of a check. @throws Error when no answer comes. */
export type HttpClient = (request: HttpRequest) => Promise<Answer>;

/** An answer that takes longer is none, in ms. */
const ANSWER_MS = 10_000;

/**
 * Sends requests from the host. Each has a connection of its own: on one that is kept, a proxy need not choose
 * again, and a share over many requests would be that of few connections.
 * @param answerMs how long an answer may take, in ms.
 */
export const hostClient =
  (answerMs = ANSWER_MS): HttpClient =>
  (request) => {
    const { url, method = "GET", headers, sni } = request;
    const { protocol } = new URL(url);
    const options: tls.RequestOptions = {
      method,
      agent: false,
      ...(headers === undefined ? {} : { headers }),
      ...(sni === undefined ? {} : { servername: sni }),
      rejectUnauthorized: false,
    };
    return new Promise((resolve, reject) => {
      const give = (answer: plain.IncomingMessage): void => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () => {
          resolve({
            status: answer.statusCode ?? 0,
            body: Buffer.concat(chunks).toString("utf8"),
            headers: headersOf(answer),
          });
        });
      };
      const sent =
        protocol === "https:" ? tls.request(url, options, give) : plain.request(url, options, give);
      const limit = setTimeout(() => {
        sent.destroy(new Error(`no answer within ${answerMs / 1000} s`));
      }, answerMs);
      sent.on("error", reject);
      sent.on("close", () => {
        clearTimeout(limit);
      });
      sent.end();
    });
  };

/** One that came several times is one list of values. */
const headersOf = (answer: plain.IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(answer.headers).map(([name, value]) => [name, [value ?? ""].flat().join(", ")]),
  );
