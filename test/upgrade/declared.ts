import { createHash } from "node:crypto";
import { objectsOf } from "../../labs/objects.js";
import { stateAt } from "../../labs/week.js";
import { parseConfig } from "../../stacks/config.js";
import { declare } from "../../stacks/program.js";
import type { TargetName } from "../../targets/index.js";
import { fakeManifests } from "../support/fake-manifests.js";
import { record, type Registration } from "../support/record.js";

/** The labs that are compared: the first mesh and the base of a week, one without Istio, and steps with other parts. */
export const LABS: Readonly<Record<string, readonly string[]>> = {
  week1: ["1.2", "1.54"],
  // containers have the folder of their checkout in a label: steps without any
  week2: ["2.20", "2.32"],
  week3: ["3.1", "3.19", "3.28", "3.32"],
  week4: ["4.0.11", "4.24", "4.40"],
};

/** By URN, without stack and project: a hash of the inputs, and the components that it directly waits for. */
export type Declared = Readonly<Record<string, string>>;

/** What the program declares for a step, in a form that is short enough to keep. */
export async function declaredAt(
  week: string,
  step: string,
  target: TargetName,
): Promise<Declared> {
  const config = parseConfig(week, { target, step });
  const state = stateAt(config.week, config.step);
  const objects = objectsOf(state, fakeManifests, config);
  const seen = await record(() => declare(config, state, objects));
  const types = new Map(seen.map(({ name, type, parent }) => [name, { type, parent }]));
  const path = (name: string | undefined): string[] => {
    const found = name === undefined ? undefined : types.get(name);
    return found === undefined ? [] : [...path(found.parent), found.type];
  };
  const lines = seen.map((each): [string, string] => {
    return [`${path(each.name).join("$")}::${each.name}`, inShort(each)];
  });
  return Object.fromEntries(lines.sort(([a], [b]) => a.localeCompare(b)));
}

/** What a stack passes over when it changes: the texts of commands, and the annotation of accounts. */
const PASSED_OVER: Readonly<Record<string, (inputs: Inputs) => Inputs>> = {
  // components/lab-command.ts
  "command:local:Command": ({ create: _create, delete: _delete, ...others }) => others,
  // components/kube-resource.ts
  "kubernetes:core/v1:ServiceAccount": ({ metadata, ...others }) => {
    const { annotations, ...meta } = metadata as { readonly annotations: Inputs };
    const { "pulumi.com/skipAwait": _skip, ...kept } = annotations;
    const isBare = Object.keys(kept).length === 0;
    return { ...others, metadata: isBare ? meta : { ...meta, annotations: kept } };
  },
};

type Inputs = Readonly<Record<string, unknown>>;

function inShort({ type, inputs, dependsOn }: Registration): string {
  const after = new Set(dependsOn.map((name) => name.split("/")[0] ?? ""));
  const waits = after.size === 0 ? "" : ` after ${[...after].join(", ")}`;
  const compared = PASSED_OVER[type]?.(inputs) ?? inputs;
  return `${hashOf(compared)}${waits}`;
}

const hashOf = (inputs: object): string =>
  createHash("sha256").update(JSON.stringify(inputs, inOrder)).digest("hex").slice(0, 16);

/** The order of fields is not what a preview compares. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const fields = Object.entries(value as Readonly<Record<string, unknown>>);
  return Object.fromEntries(fields.sort(([a], [b]) => a.localeCompare(b)));
}
