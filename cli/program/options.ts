import { Option } from "commander";
import { namesOf, targets } from "../../targets/index.js";
import type { Target } from "../../targets/target.js";

/** What the options of all commands give. */
export interface Flags {
  readonly json?: boolean;
  readonly yes?: boolean;
  readonly step?: string;
  readonly target?: string;
  readonly week?: string;
  readonly output?: "yaml" | "json";
  readonly purge?: boolean;
}

/** Whether every question is answered with yes. */
export const yes = (flags: Flags): { readonly yes: boolean } => ({ yes: flags.yes === true });

export const json = (): Option => new Option("--json", "print data for machines");
export const agree = (): Option => new Option("-y, --yes", "answer every question with yes");
export const target = (among: readonly Target[] = targets): Option =>
  new Option("--target <target>", "where the lab runs").choices(namesOf(among));
export const week = (): Option => new Option("--week <week>", "default: the week last brought up");
