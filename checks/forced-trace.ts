import type { HttpRequest } from "../labs/http-requests.js";
import { ToolError } from "../lib/errors.js";
import type { HttpClient } from "./http-client.js";
import { showAnswer, titleOf } from "./http-probe.js";
import { REQUEST_ID_TAG, type Jaeger, type Trace } from "./jaeger.js";

/** What asks Envoy to trace a request whatever share is sampled. It then tells the request's ID in its answer. */
const FORCE = { "x-envoy-force-trace": "true" };

/**
 * Sends a request that is traced in any case.
 * @returns its ID, by which its trace is found
 * @throws ToolError `not-traced` where the answer has none: it was no proxy of Istio's that answered
 */
export async function sendTraced(request: HttpRequest, http: HttpClient): Promise<string> {
  const sent = { ...request, headers: { ...request.headers, ...FORCE } };
  const answer = await http(sent);
  const id = answer.headers?.["x-request-id"];
  if (id !== undefined) return id;
  throw new ToolError(
    "not-traced",
    `${titleOf(sent)} answered ${showAnswer(answer)}, without the x-request-id that Istio's gateway adds to it.`,
    { next: "./lab status (whether the gateway leads to the application)" },
  );
}

/**
 * The trace of a request; undefined while Jaeger has none of it.
 * @param service the start of the name of one that it went through: `istio-ingressgateway`
 */
export async function traceOfRequest(
  id: string,
  service: string,
  jaeger: Jaeger,
): Promise<Trace | undefined> {
  const name = (await jaeger.services()).find((known) => known.startsWith(service));
  if (name === undefined) return undefined;
  const [trace] = await jaeger.traces({ service: name, tags: { [REQUEST_ID_TAG]: id }, limit: 1 });
  return trace;
}
