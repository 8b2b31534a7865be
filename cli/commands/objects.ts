import { stringify } from "yaml";
import { containerImages } from "../../labs/contents.js";
import { imagesOf, type ImageUse } from "../../labs/images.js";
import type { LabObject } from "../../labs/objects.js";
import {
  changedObjects,
  filterObjects,
  kindsIn,
  partsIn,
  type ObjectFilter,
} from "../../labs/object-filter.js";
import { nothing, type LabState } from "../../labs/state.js";
import { indexOf, stateAt } from "../../labs/week.js";
import { ToolError, UsageError } from "../../lib/errors.js";
import { exec } from "../../lib/exec.js";
import { bytes } from "../../lib/progress.js";
import { renderStates } from "../../components/render/render.js";
import { withSources, type ImageSource } from "../../app/bring/image-sources.js";
import { openLab, prepareTools, type Lab } from "../../app/lab/lab.js";
import { callerAt } from "../caller.js";
import { printJson, printTable, type Output } from "../terminal/output.js";
import { sourceText } from "../text/image-source.js";
import { weekMeant } from "../../app/stack/session.js";

interface Flags {
  readonly step?: string;
  readonly target?: string;
  readonly output?: "yaml" | "json";
  readonly json?: boolean;
}

interface ObjectFlags extends Flags, ObjectFilter {
  /** Only what the step changes: against the step before it. */
  readonly changed?: boolean;
}

/**
 * `lab objects week1 --step 1.57`: the rendered objects, as YAML documents or as one JSON list.
 * @throws UsageError `no-such-object` when there are none of the part, the kind or the name.
 */
export async function objects(
  weekId: string | undefined,
  flags: ObjectFlags,
  output: Output,
): Promise<void> {
  const { before, all } = await rendered(weekId, flags, output);
  if (all.length === 0) {
    output.say("This step has no objects.");
    if (flags.output === "json") printJson(output, []);
    return;
  }
  const found = filterObjects(flags.changed === true ? changedObjects(before, all) : all, flags);
  if (found.length === 0 && flags.changed !== true) throw noSuchObject(all, flags);
  const plain = found.map(({ object }) => object);
  if (flags.output === "json") printJson(output, plain);
  else
    output.print(
      plain
        .map((object) => stringify(object, { aliasDuplicateObjects: false }))
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
  const { all, state } = await rendered(weekId, flags, output);
  const uses = [...imagesOf(all), ...containerImages(state)];
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

/** A step with its objects, and those of the step before. */
interface Step {
  readonly state: LabState;
  readonly before: readonly LabObject[];
  readonly all: readonly LabObject[];
}

async function rendered(
  weekId: string | undefined,
  { step, target }: Flags,
  output: Output,
): Promise<Step> {
  const lab: Lab = await openLab(await weekMeant(weekId), { step, target, asked: true });
  const { week } = lab;
  await prepareTools(lab.config, callerAt(output));
  // without a step asked for: the week's base lab, wherever the learner stands
  const at = step === undefined ? week.base : lab.config.step;
  const last = week.steps[indexOf(week, at) - 1];
  const state = stateAt(week, at);
  const states = [last === undefined ? nothing : stateAt(week, last.id), state];
  const [before = [], all = []] = await renderStates(states, lab.config, { note: output.say });
  return { state, before, all };
}

function noSuchObject(all: readonly LabObject[], { part, kind, name }: ObjectFilter): UsageError {
  const asked = [
    ...(part === undefined ? [] : [`part "${part}"`]),
    ...(kind === undefined ? [] : [`kind "${kind}"`]),
    ...(name === undefined ? [] : [`"${name}" in its name`]),
  ];
  const [parts, kinds] = [partsIn(all).join(", "), kindsIn(all).join(", ")];
  return new UsageError("no-such-object", `There is no object of ${asked.join(" and ")} here.`, {
    next: `--part takes one of ${parts}; --kind one of ${kinds}`,
  });
}
