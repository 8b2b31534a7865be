import { Option } from "commander";
import type { Target } from "../../labs/objects.js";

/** What the options of all commands give. */
export interface Flags {
  readonly json?: boolean;
  readonly yes?: boolean;
  readonly step?: string;
  readonly target?: Target;
  readonly week?: string;
  readonly output?: "yaml" | "json";
  readonly purge?: boolean;
}

/** Whether every question is answered with yes. */
export const yes = (flags: Flags): { readonly yes: boolean } => ({ yes: flags.yes === true });

export const json = (): Option => new Option("--json", "print data for machines");
export const agree = (): Option => new Option("-y, --yes", "answer every question with yes");
export const target = (): Option =>
  new Option("--target <target>", "where the lab runs").choices(["kind", "kwok"]);
export const week = (): Option => new Option("--week <week>", "default: the week last brought up");
