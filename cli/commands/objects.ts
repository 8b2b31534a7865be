import { stringify } from "yaml";
import { imagesOf, type ImageUse } from "../../labs/images.js";
import type { LabObject } from "../../labs/objects.js";
import { stateAt } from "../../labs/week.js";
import { ToolError } from "../../lib/errors.js";
import { exec } from "../../lib/exec.js";
import { bytes } from "../../lib/progress.js";
import { renderState } from "../../render/render.js";
import { withSources, type ImageSource } from "../../app/bring/image-sources.js";
import { openLab, prepareTools, type Lab } from "../../app/lab/lab.js";
import { callerAt } from "../caller.js";
import { printJson, printTable, type Output } from "../output.js";
import { sourceText } from "../text/image-source.js";
import { weekMeant } from "../../app/stack/session.js";

interface Flags {
  readonly step?: string;
  readonly target?: string;
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

/** `lab images week1`: every image that the objects name, where it comes from, and which objects name it. */
export async function images(
  weekId: string | undefined,
  flags: Flags,
  output: Output,
): Promise<void> {
  const uses = imagesOf(await rendered(weekId, flags, output));
  const found = await withSources(uses, exec).catch((error: unknown) => {
    if (!(error instanceof ToolError)) throw error;
    output.say(`${error.message} So only the names are listed.`);
    return undefined;
  });
  if (flags.json === true) printJson(output, found ?? uses);
  else if (found === undefined) printTable(output, uses.map(nameAndUse));
  else printTable(output, found.map(withSource));
}

const nameAndUse = ({ image, usedBy }: ImageUse): string[] => [image, usedBy.join(", ")];

const withSource = (found: ImageUse & ImageSource): string[] => [
  found.image,
  found.source === "pull" ? "" : bytes(found.bytes),
  sourceText(found),
  found.usedBy.join(", "),
];

async function rendered(
  weekId: string | undefined,
  { step, target }: Flags,
  output: Output,
): Promise<LabObject[]> {
  const week = await weekMeant(weekId);
  const lab: Lab = await openLab(week, { step, target });
  await prepareTools(lab.config.target, callerAt(output));
  // without a step asked for: the week's base lab, wherever the learner stands
  const state = stateAt(week, step === undefined ? week.base : lab.config.step);
  return renderState(state, lab.config, { note: output.say });
}
