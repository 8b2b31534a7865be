import type { LogProbe } from "../labs/probe-kinds.js";
import type { Kubectl } from "../tools/kubectl.js";
import type { HttpClient } from "./http-client.js";
import { placeArgs } from "./pod.js";
import { seenWrong, type Look } from "./seen.js";
import { expression, glance, quoted } from "./text.js";
import { sentNowAndThen } from "./traffic.js";

/** How old a line may be where the check doesn't say, in s. */
const WITHIN_S = 60;

/** Counts the lines of a container's log that match, after its traffic was sent. */
export function logLook(probe: LogProbe, kubectl: Kubectl, http: HttpClient): Look {
  const { in: place, matches, atLeast = 1, withinS = WITHIN_S } = probe;
  const sent = sentNowAndThen(probe.after, http);
  return async () => {
    await sent();
    const { stdout } = await kubectl(["logs", ...placeArgs(place), `--since=${withinS}s`]);
    const lines = stdout.split("\n").filter((line) => line !== "");
    const found = lines.filter((line) => expression(matches).test(line)).length;
    const where = `${place.pod}${place.container === undefined ? "" : `, ${place.container}`}`;
    const seen = `${found} of the last ${withinS} s' ${lines.length} log lines of ${where} are like /${matches}/`;
    if (found >= atLeast) return { holds: true, text: seen };
    const last = lines.at(-1);
    const end = last === undefined ? "" : `; the last line: ${quoted(last)}`;
    const lately = `${lines.length} log lines of the last ${withinS} s`;
    return seenWrong({
      text: `${seen}, wanted at least ${atLeast}${end}`,
      seen: `${found} of ${lately}${last === undefined ? "" : `, the last: ${glance(last)}`}`,
      wanted: `at least ${atLeast} like /${matches}/`,
      whole: stdout,
    });
  };
}
