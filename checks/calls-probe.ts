import type { CallsProbe, WantedCall } from "../labs/telemetry-probes.js";
import { askCalls, LAST_S } from "./calls/ask.js";
import type { Call } from "./calls/graph.js";
import type { HttpClient } from "./http-client.js";
import { prometheusAt } from "./prometheus.js";
import { seenWrong, type Look, type Seen } from "./seen.js";
import { glance, percent } from "./text.js";
import { sentNowAndThen } from "./traffic.js";

/** Asks who called whom of late, after the check's traffic was sent. */
export function callsLook(probe: CallsProbe, http: HttpClient): Look {
  const sent = sentNowAndThen(probe.after, http);
  const prometheus = prometheusAt(probe.at, http);
  return async () => {
    await sent();
    return judgeCalls(
      await askCalls(prometheus, { lastS: LAST_S, level: "workload" }),
      probe.calls,
    );
  };
}

/** What is wrong with the calls that were made, the first of it. */
export function judgeCalls(made: readonly Call[], wanted: readonly WantedCall[]): Seen {
  const seen = made.length === 0 ? "nobody calls anybody yet" : made.map(told).join(", ");
  for (const { from, to, mtls } of wanted) {
    const call = made.find((each) => each.from.name === from && each.to.name === to);
    if (call === undefined) return wrong(seen, `${from} → ${to}`);
    if (mtls === undefined || call.mtls === (mtls ? 1 : 0)) continue;
    return wrong(seen, `${from} → ${to} ${mtls ? "by mutual TLS" : "without TLS"}`);
  }
  return { holds: true, text: seen };
}

const told = ({ from, to, mtls }: Call): string =>
  `${from.name} → ${to.name}${mtls === undefined ? "" : ` (${percent(mtls)} mutual TLS)`}`;

const wrong = (seen: string, wanted: string): Seen =>
  seenWrong({ text: `${seen}; wanted ${wanted}`, seen: glance(seen), wanted, whole: seen });
