import type { PromProbe } from "../labs/probe-kinds.js";
import type { HttpClient } from "./http-client.js";
import { prometheusAt } from "./prometheus.js";
import { seenWrong, type Look, type Seen } from "./seen.js";
import { sentNowAndThen } from "./traffic.js";

/** Asks Prometheus, after its traffic was sent. What a counter held before that is asked first. */
export function promLook(probe: PromProbe, http: HttpClient): Look {
  const { query, wanted } = probe;
  const sent = sentNowAndThen(probe.after, http);
  const prometheus = prometheusAt(probe.at, http);
  /** The number that it gives; undefined where it has no sample yet. */
  const ask = async (): Promise<number | undefined> => (await prometheus.query(query))[0]?.value;
  let before: number | undefined;
  return async () => {
    if ("growsBy" in wanted) before ??= (await ask()) ?? 0;
    await sent();
    const value = await ask();
    if ("atLeast" in wanted) {
      const seen = `${value ?? "nothing yet"}`;
      if (value !== undefined && value >= wanted.atLeast)
        return { holds: true, text: `${query} is ${seen}` };
      return wrongNumber(`${query} is`, seen, `at least ${wanted.atLeast}`);
    }
    const grown = (value ?? 0) - (before ?? 0);
    const seen = `grew by ${grown} to ${value ?? 0}`;
    if (grown >= wanted.growsBy) return { holds: true, text: `${query} ${seen}` };
    return wrongNumber(query, seen, `by at least ${wanted.growsBy}`);
  };
}

const wrongNumber = (query: string, seen: string, wanted: string): Seen =>
  seenWrong({ text: `${query} ${seen}, wanted ${wanted}`, seen, wanted });
