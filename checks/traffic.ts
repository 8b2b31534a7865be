import type { HttpRequest, Traffic } from "../labs/http-requests.js";
import { messageOf } from "../lib/errors.js";
import type { Answer, HttpClient } from "./http-client.js";
import { limited } from "./limited.js";

/** Requests under way at once: enough to be quick, too few to be a load. */
const AT_ONCE = 4;

/**
 * Sends the same request many times and gives all answers.
 * @throws Error at the first request that gets none, with its number: the others would wait as long in vain.
 */
export function send(
  requests: number,
  request: HttpRequest,
  http: HttpClient,
): Promise<readonly Answer[]> {
  const numbers = Array.from({ length: requests }, (_, index) => index + 1);
  return limited(numbers, AT_ONCE, (number) =>
    http(request).catch((error: unknown) => {
      throw new Error(`request ${number} of ${requests} got no answer: ${messageOf(error)}`);
    }),
  );
}

/** How long the effect of some requests is waited for before they are sent again, in ms. */
const AGAIN_MS = 5_000;

/** Sends the requests that a check wants to see something of: with the first call, and every 5 s while it calls. */
export function sentNowAndThen(
  traffic: Traffic | undefined,
  http: HttpClient,
  now: () => number = () => performance.now(),
): () => Promise<void> {
  if (traffic === undefined) return () => Promise.resolve();
  let next = -Infinity;
  return async () => {
    if (now() < next) return;
    await send(traffic.requests, traffic, http);
    next = now() + AGAIN_MS;
  };
}
