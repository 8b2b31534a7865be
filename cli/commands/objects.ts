import { stringify } from "yaml";
import { imagesOf } from "../../labs/images.js";
import type { LabObject, Target } from "../../labs/objects.js";
import { stateAt } from "../../labs/week.js";
import { renderState } from "../../render/render.js";
import { openLab, prepareTools, type Lab } from "../lab.js";
import { printJson, printTable, type Output } from "../output.js";
import { weekMeant } from "../stack/session.js";

interface Flags {
  readonly step?: string;
  readonly target?: Target;
  readonly output?: "yaml" | "json";
  readonly json?: boolean;
}

/** `lab objects week1 --step 1.57`: the rendered objects, as YAML documents or as one JSON list. */
export async function objects(
  weekId: string | undefined,
  flags: Flags,
  output: Output,
): Promise<void> {
  const found = await rendered(weekId, flags, output);
  const plain = found.map(({ object }) => object);
  if (flags.output === "json") printJson(output, plain);
  else
    output.print(
      plain
        .map((object) => stringify(object))
        .join("---\n")
        .trimEnd(),
    );
}

/** `lab images week1`: every image that the objects name, and which objects name it. */
export async function images(
  weekId: string | undefined,
  flags: Flags,
  output: Output,
): Promise<void> {
  const found = imagesOf(await rendered(weekId, flags, output));
  if (flags.json === true) printJson(output, found);
  else
    printTable(
      output,
      found.map(({ image, usedBy }) => [image, usedBy.join(", ")]),
    );
}

async function rendered(
  weekId: string | undefined,
  { step, target }: Flags,
  output: Output,
): Promise<LabObject[]> {
  const week = await weekMeant(weekId);
  const lab: Lab = await openLab(week, { step, target });
  await prepareTools(lab.config.target);
  // without a step asked for: the week's base lab, wherever the learner stands
  const state = stateAt(week, step === undefined ? week.base : lab.config.step);
  return renderState(state, lab.config, { note: output.say });
}
