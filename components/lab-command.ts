import { Command } from "@pulumi/command/local/command.js";
import * as pulumi from "@pulumi/pulumi";

export interface LabCommandArgs {
  /** The program in components/commands that does it. */
  readonly program: "action" | "kind-network" | "load-images" | "mesh-gate";
  /** What the program works with. In plain text in the state: no secret may be in it. */
  readonly input: pulumi.Input<object>;
  /**
   * Whether the program is run with `undo` when the resource goes.
   * @default false nothing is done then
   */
  readonly undo?: boolean;
  /** The program runs again, as a new resource, when one of these changes. */
  readonly triggers: readonly pulumi.Input<string>[];
}

/**
 * The same text on every machine: a path of this one would show as a change on another, and an old state would run
 * what is no longer there. Where plain `pulumi` runs it nothing names the checkout, but the engine starts
 * its plugins in the folder of the program, `stacks` (pulumi/pulumi, pkg/engine/project.go, getPwdMain).
 */
const runs = (program: string, verb: string): string =>
  `cd "\${ISTIO_LAB_ROOT:-..}" && ` +
  `exec node lib/start.mjs components/commands/main.ts ${program} ${verb}`;

/**
 * A program of the lab as a resource (`@pulumi/command`). What it says on standard error is shown; standard output
 * is its result.
 */
export function labCommand(
  name: string,
  { program, input, undo = false, triggers }: LabCommandArgs,
  opts: pulumi.CustomResourceOptions,
): Command {
  return new Command(
    name,
    {
      create: runs(program, "do"),
      ...(undo ? { delete: runs(program, "undo") } : {}),
      environment: { LAB_COMMAND: pulumi.jsonStringify(input) },
      logging: "stderr",
      addPreviousOutputInEnv: false,
      triggers: [...triggers],
    },
    // another text does the same thing: what was made by an older version of the lab must not be done again for it
    { ...opts, ignoreChanges: ["create", ...(undo ? ["delete"] : [])] },
  );
}
