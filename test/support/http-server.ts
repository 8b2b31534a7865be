import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Answer, HttpClient } from "../../checks/http-client.js";
import type { HttpRequest } from "../../labs/http-requests.js";

/** A server on the loopback address; `await using` ends it with all its connections. */
export async function httpServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A client that gives one answer after the other, and the last one for ever; it keeps what it was asked. */
export function answering(...answers: readonly (Answer | Error)[]) {
  const asked: HttpRequest[] = [];
  const http: HttpClient = (request) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    asked.push(request);
    if (answer === undefined) return Promise.reject(new Error("nobody answers"));
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { http, asked };
}

export const ok = (body = ""): Answer => ({ status: 200, body });
export const failed = (body = "error calling Catalog service"): Answer => ({ status: 500, body });
