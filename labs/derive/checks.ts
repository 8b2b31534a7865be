import type { Check, CheckDraft, Until } from "../checks.js";
import type { StepId } from "../ids.js";
import { hintOf } from "./hint.js";
import { needOf } from "./needs.js";
import { ownChecks } from "./own.js";
import type { Timeline } from "./timeline.js";
import { untilOf } from "./until.js";

/** All checks of a step: that what it declares is there, and those that it writes, with what they leave out. */
export const checksOf = (
  timeline: Timeline,
  place: number,
  drafts: readonly CheckDraft[],
): Check[] => [
  ...ownChecks(timeline, place),
  ...drafts.map((draft) => complete(timeline, place, draft)),
];

function complete(timeline: Timeline, place: number, draft: CheckDraft): Check {
  const { until: written, ...rest } = draft;
  const until = isStep(written) ? written : untilOf(timeline, place, draft.probe, written);
  const hint = draft.hint ?? hintOf(draft.probe, timeline.steps[place]?.commands ?? []);
  return {
    ...rest,
    needs: draft.needs ?? needOf(draft.probe),
    ...(until === undefined ? {} : { until }),
    ...(hint === undefined ? {} : { hint }),
  };
}

const isStep = (until: Until | undefined): until is StepId =>
  until !== undefined && /^\d/.test(until);
