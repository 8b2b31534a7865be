import type { PromProbe } from "../labs/probe-kinds.js";
import type { HttpClient } from "./http-client.js";
import { showAnswer } from "./http-probe.js";
import { seenWrong, type Look, type Seen } from "./seen.js";
import { sentNowAndThen } from "./traffic.js";

/** Asks Prometheus, after its traffic was sent. What a counter held before that is asked first. */
export function promLook(probe: PromProbe, http: HttpClient): Look {
  const { query, wanted } = probe;
  const sent = sentNowAndThen(probe.after, http);
  let before: number | undefined;
  return async () => {
    if ("growsBy" in wanted) before ??= (await ask(probe, http)) ?? 0;
    await sent();
    const value = await ask(probe, http);
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

interface QueryAnswer {
  readonly data?: { readonly result?: readonly { readonly value?: readonly [number, string] }[] };
}

/** The number that a query gives; undefined where it has no sample yet. */
async function ask({ at, query }: PromProbe, http: HttpClient): Promise<number | undefined> {
  const answer = await http({ url: `${at}/api/v1/query?query=${encodeURIComponent(query)}` });
  if (answer.status !== 200) throw new Error(`Prometheus answered ${showAnswer(answer)}`);
  const value = (JSON.parse(answer.body) as QueryAnswer).data?.result?.[0]?.value?.[1];
  return value === undefined ? undefined : Number(value);
}
