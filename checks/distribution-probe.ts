import type { DistributionProbe } from "../labs/probe-kinds.js";
import { interval } from "../labs/sample.js";
import type { Answer, HttpClient } from "./http-client.js";
import { glanceAt, showAnswer, titleOf } from "./http-probe.js";
import { seenWrong, type Seen } from "./seen.js";
import { expression, percent } from "./text.js";
import { send } from "./traffic.js";

/**
 * Measures the share of answers that count over one sample.
 * @throws Error when a request gets no answer.
 */
export async function judgeShare(probe: DistributionProbe, http: HttpClient): Promise<Seen> {
  const answers = await send(probe.requests, probe, http);
  const { counts, share } = probe;
  if ("body" in counts) {
    const failed = answers.filter(({ status }) => status !== 200);
    const [first] = failed;
    if (first !== undefined) {
      const errors = `${failed.length} of ${answers.length} answers are errors, the first`;
      return seenWrong({
        text: `${titleOf(probe)}: ${errors}: ${showAnswer(first)}`,
        seen: `${errors}: ${glanceAt(first)}`,
        wanted: "200 from all",
        whole: first.body,
      });
    }
  }
  const isCounted = countedBy(probe);
  const counted = answers.filter(isCounted).length;
  const seen = shareText(counted, answers.length, share);
  const reached = counted / answers.length;
  if (reached >= share.min && reached <= share.max) return { holds: true, text: seen };
  const tooMany = reached > share.max;
  const odd = answers.filter((answer) => isCounted(answer) === tooMany);
  const [first] = odd;
  const example =
    first === undefined ? "" : `; the first of the ${odd.length}: ${showAnswer(first)}`;
  const [wanted, others] = [wantedText(share), statuses(answers)];
  return seenWrong({
    text: `${titleOf(probe)}: ${seen}, wanted ${wanted}${others}${example}`,
    // which version answered says the number; of an error one wants to read the first
    seen: `${seen}${others}${first && "status" in counts ? `, the first: ${glanceAt(first)}` : ""}`,
    wanted,
    ...(first && { whole: first.body }),
  });
}

function countedBy({ counts }: DistributionProbe): (answer: Answer) => boolean {
  if ("status" in counts) return ({ status }) => status === counts.status;
  const like = expression(counts.body);
  return ({ body }) => like.test(body);
}

/** `103 of 200, 52 % (95 %: 45–58 %)`; an interval says nothing of a share that allows no chance. */
function shareText(counted: number, n: number, { min, max }: DistributionProbe["share"]): string {
  const plain = `${counted} of ${n}`;
  if (min === max) return plain;
  const { min: low, max: high } = interval(counted, n);
  return `${plain}, ${percent(counted / n)} (95 %: ${Math.round(low * 100)}–${percent(high)})`;
}

function wantedText({ min, max }: DistributionProbe["share"]): string {
  if (min === 1) return "all";
  if (max === 0) return "none";
  if (max === 1) return `at least ${percent(min)}`;
  if (min === 0) return `at most ${percent(max)}`;
  return `${Math.round(min * 100)}–${percent(max)}`;
}

/** `; 97 answered 200, 103 answered 500`, where not all answered alike. */
function statuses(answers: readonly Answer[]): string {
  const counts = new Map<number, number>();
  for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
  if (counts.size < 2) return "";
  const told = [...counts]
    .sort(([a], [b]) => a - b)
    .map(([status, n]) => `${n} answered ${status}`);
  return `; ${told.join(", ")}`;
}
