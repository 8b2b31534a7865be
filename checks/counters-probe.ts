import type { CountersProbe } from "../labs/container-probes.js";
import type { HttpClient } from "./http-client.js";
import { showAnswer } from "./http-probe.js";
import { seenWrong, type Seen } from "./seen.js";

/**
 * Looks by how much a request makes an Envoy's counters grow. Each look sends one request: what others send meanwhile
 * is counted as well, and the next look may be alone.
 */
export async function judgeCounters(
  { at, grow, request }: CountersProbe,
  http: HttpClient,
): Promise<Seen> {
  const before = await countersOf(at, http);
  await http(request);
  const after = await countersOf(at, http);
  const grown = Object.keys(grow).map((name) => ({
    name,
    wanted: grow[name] ?? 0,
    // what has not counted yet is not listed by every Envoy
    by: (after.get(name) ?? 0) - (before.get(name) ?? 0),
  }));
  const wrong = grown.find(({ by, wanted }) => by !== wanted);
  if (wrong === undefined)
    return { holds: true, text: grown.map(({ name, by }) => `${name} grew by ${by}`).join("; ") };
  const [seen, wanted] = [`${wrong.name} grew by ${wrong.by}`, `by ${wrong.wanted}`];
  return seenWrong({ text: `${seen}, wanted ${wanted}`, seen, wanted });
}

/** The counters of an Envoy by name. @throws Error when it does not tell them */
async function countersOf(at: string, http: HttpClient): Promise<ReadonlyMap<string, number>> {
  const answer = await http({ url: `${at}/stats` });
  if (answer.status !== 200) throw new Error(`${at}/stats answered ${showAnswer(answer)}`);
  return new Map(
    answer.body.split("\n").flatMap((line): [string, number][] => {
      const [, name, value] = /^(\S+): (\d+)$/.exec(line.trim()) ?? [];
      return name === undefined ? [] : [[name, Number(value)]];
    }),
  );
}
