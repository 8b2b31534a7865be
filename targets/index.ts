import { kind } from "./kind.js";
import { kwok } from "./kwok.js";
import type { Target } from "./target.js";

/** All targets, in the order in which they are told. A new one is its own file and a line here. */
export const targets = [kind, kwok] as const satisfies readonly Target[];

export type TargetName = (typeof targets)[number]["name"];

/** What a new lab takes that names no target: one that runs where Docker is installed, and one that needs none. */
export const dockerTarget: Target = kind;
export const anywhereTarget: Target = kwok;

/** The target of that name, or undefined: what to say then is the caller's. */
export const findTarget = (
  name: string | undefined,
  among: readonly Target[] = targets,
): Target | undefined => among.find((target) => target.name === name);

/** @example namesOf(targets) // ["kind", "kwok"] */
export const namesOf = (among: readonly Target[] = targets): string[] =>
  among.map(({ name }) => name);
