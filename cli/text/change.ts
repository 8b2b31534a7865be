import { stringify } from "yaml";
import type { Action } from "../../labs/action.js";
import { diffStates, isUnchanged } from "../../labs/delta.js";
import { showChange, type Change, type FieldChange } from "../../labs/diff.js";
import { titleOf } from "../../labs/kube.js";
import { nothing, type LabState } from "../../labs/state.js";
import { indexOf, stateAt, type Week } from "../../labs/week.js";
import { quoted } from "../../lib/quote.js";
import type { Output } from "../terminal/output.js";

/** Up to so many new objects are printed as YAML; of more the names say enough. */
const FEW = 6;

const MARKS = {
  added: ["+", "green"],
  removed: ["-", "red"],
  changed: ["~", "yellow"],
} as const;

/** Something of a lab that a step makes, changes or takes away, as a learner reads it. */
export interface StepChange {
  readonly kind: Change["kind"];
  /** `VirtualService istioinaction/catalog`, `cluster myk8s`, `addon kiali`. */
  readonly title: string;
  readonly fields: readonly FieldChange[];
  /** The whole of what is new. Default: nothing to show. */
  readonly whole?: unknown;
}

/** All that a step changes, in the order in which it is made; an action is told by its commands. */
export function changesOf(week: Week, id: string): readonly StepChange[] {
  const previous = week.steps[indexOf(week, id) - 1];
  const before = previous === undefined ? nothing : stateAt(week, previous.id);
  return changesBetween(before, stateAt(week, id));
}

/** The same of two states, whichever steps they are at. */
export function changesBetween(before: LabState, after: LabState): readonly StepChange[] {
  const change = diffStates(before, after);
  if (isUnchanged(change)) return [];
  const name = after.cluster?.name ?? before.cluster?.name ?? "";
  return [
    ...wholeOf(`cluster ${name}`, change.cluster, after.cluster),
    ...named("addon", change.addons, after.addons),
    ...wholeOf("IstioOperator istio-system/installed-state", change.mesh, after.mesh),
    ...change.definitions.map(({ key, kind }) => ({
      ...{ kind, title: `the definitions of ${key}`, fields: [] },
    })),
    ...change.objects.map(({ key, kind, fields }) => ({
      ...{ kind, title: titleOf(key), fields },
      ...(kind === "added" ? { whole: after.objects[key]?.object } : {}),
    })),
    ...change.actions.map(({ key, kind }) => actionChange(kind, key, before, after)),
  ];
}

/** The cluster or the mesh: new or gone as a whole, or changed in fields. */
function wholeOf(title: string, fields: readonly FieldChange[], whole: unknown): StepChange[] {
  const [first] = fields;
  if (first === undefined) return [];
  if (first.path !== "") return [{ kind: "changed", title, fields }];
  return [
    whole === undefined
      ? { kind: "removed", title, fields: [] }
      : { kind: "added", title, fields: [], whole },
  ];
}

const named = (
  what: string,
  changes: readonly Change[],
  specs: Readonly<Record<string, unknown>>,
): StepChange[] =>
  changes.map(({ key, kind, fields }) => ({
    ...{ kind, title: `${what} ${key}`, fields },
    ...(kind === "added" ? { whole: specs[key] } : {}),
  }));

/** What is done, or taken back, where Kubernetes can't see it. */
function actionChange(
  kind: Change["kind"],
  key: string,
  before: LabState,
  after: LabState,
): StepChange {
  const action = after.actions[key] ?? before.actions[key];
  if (action === undefined) return { kind, title: key, fields: [] };
  const command = kind === "removed" ? action.undo : action.run;
  const typed =
    command === undefined ? {} : { whole: `${placeOf(action)}$ ${command.map(quoted).join(" ")}` };
  return { kind, title: action.title, fields: [], ...typed };
}

function placeOf({ place }: Action): string {
  return place.where === "node"
    ? "in the node"
    : `in ${place.namespace}, ${place.selector}, container ${place.container}`;
}

/** Prints what a step changes: `+` new, `~` changed field by field, `-` gone. */
export function printChanges(output: Output, changes: readonly StepChange[]): void {
  if (changes.length === 0) {
    output.print("Changes nothing.");
    return;
  }
  output.print(output.paint("dim", "Changes:"));
  printEach(output, changes, "  ");
}

/** Prints changes one below the other. Of many new objects only the names: of all else what it consists of. */
export function printEach(output: Output, changes: readonly StepChange[], indent = ""): void {
  const isShort = changes.filter(({ kind }) => kind === "added").length <= FEW;
  for (const { kind, title, fields, whole } of changes) {
    const [sign, colour] = MARKS[kind];
    output.print(`${indent}${output.paint(colour, `${sign} ${title}`)}`);
    for (const field of fields) output.print(`${indent}    ${showChange(field)}`);
    if (whole !== undefined && (isShort || !isManifest(whole))) printWhole(output, whole, indent);
  }
}

const isManifest = (whole: unknown): boolean =>
  typeof whole === "object" && whole !== null && "apiVersion" in whole;

function printWhole(output: Output, whole: unknown, indent: string): void {
  const text =
    typeof whole === "string"
      ? whole
      : stringify(whole, { lineWidth: 0, aliasDuplicateObjects: false });
  for (const line of text.trimEnd().split("\n"))
    output.print(output.paint("dim", `${indent}    ${line}`));
}
