import type { CanaryProbe } from "../labs/probe-kinds.js";
import { messageOf } from "../lib/errors.js";
import type { Kubectl } from "../tools/kubectl.js";
import type { HttpClient } from "./http-client.js";
import type { Look } from "./seen.js";
import { send } from "./traffic.js";

interface Canary {
  readonly status?: { readonly phase?: string; readonly canaryWeight?: number };
}

/** Feeds a Canary and tells how far it is: its phase, the weights that it had, and what became of the requests. */
export function canaryLook(probe: CanaryProbe, kubectl: Kubectl, http: HttpClient): Look {
  const { namespace, name, ends, under, lossless } = probe;
  const weights: number[] = [];
  let [sent, bad] = [0, 0];
  // a request without an answer is one that went wrong, and the next one is sent all the same
  const client: HttpClient = (request) =>
    http(request).catch((error: unknown) => ({ status: 0, body: messageOf(error) }));
  return async () => {
    const answers = await send(under.requests, under, client);
    sent += answers.length;
    bad += answers.filter(({ status }) => status !== 200).length;
    const key = `canaries.flagger.app/${name}`;
    const { stdout } = await kubectl(["get", key, "--namespace", namespace, "-o", "json"]);
    const { phase = "no phase yet", canaryWeight = 0 } =
      (JSON.parse(stdout) as Canary).status ?? {};
    if (canaryWeight !== 0 && canaryWeight !== weights.at(-1)) weights.push(canaryWeight);
    const text = [
      `${name}: ${phase}`,
      ...(weights.length === 0 ? [] : [`weights ${weights.join(", ")} %`]),
      `${sent - bad} of ${sent} requests answered well`,
    ].join("; ");
    const isOver = ends.some((end) => end === phase) && canaryWeight === 0;
    const isLost = (lossless === true && bad > 0) || phase === "Failed";
    if (isLost) return { holds: false, text, final: true };
    return { holds: isOver, text };
  };
}
