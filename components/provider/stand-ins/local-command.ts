import type { Exec } from "../../../lib/exec.js";
import type { Say } from "../engine-log.js";
import type { Fields, StandInType } from "./stand-in.js";

/** The official plugin knows no limit; a command without an end must not hold a lab up for ever, in ms. */
const TIMEOUT_MS = 30 * 60_000;

interface CommandFields {
  readonly create?: string;
  readonly update?: string;
  readonly delete?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly dir?: string;
  readonly interpreter?: readonly string[];
  readonly stdin?: string;
  readonly logging?: "stdout" | "stderr" | "stdoutAndStderr" | "none";
  readonly addPreviousOutputInEnv?: boolean;
  readonly stdout?: string;
  readonly stderr?: string;
}

/**
 * `command:local:Command`: a change of `triggers` makes it again, any other change runs `update`, or `create`
 * where there is none; `delete` is the one that was declared when it last ran.
 * @see https://www.pulumi.com/registry/packages/command/api-docs/local/command/
 */
export const localCommand = (exec: Exec): StandInType => ({
  inputs: [
    "create",
    "update",
    "delete",
    "triggers",
    "environment",
    "dir",
    "interpreter",
    "stdin",
    "logging",
    "addPreviousOutputInEnv",
  ],
  replaces: ["triggers"],
  create: async (inputs, say) => {
    const fields = inputs as CommandFields;
    return { outputs: await run(exec, fields.create, fields, {}, say) };
  },
  update: (state, inputs, say) => {
    const fields = inputs as CommandFields;
    return run(exec, fields.update ?? fields.create, fields, state, say);
  },
  remove: async (_id, state, say) => {
    const fields = state as CommandFields;
    await run(exec, fields.delete, fields, state, say);
  },
});

async function run(
  exec: Exec,
  command: string | undefined,
  fields: CommandFields,
  previous: CommandFields,
  say: Say,
): Promise<Fields> {
  const { stdout = "", stderr = "" } = previous;
  if (command === undefined) return { stdout, stderr };
  const [shell = "/bin/sh", ...args] = fields.interpreter ?? ["/bin/sh", "-c"];
  const logging = fields.logging ?? "stdoutAndStderr";
  const logs = (stream: string): boolean => logging.toLowerCase().includes(stream);
  const result = await exec(shell, [...args, command], {
    timeoutMs: TIMEOUT_MS,
    env: { ...previousOutput(fields, previous), ...fields.environment },
    ...(fields.dir === undefined ? {} : { cwd: fields.dir }),
    ...(fields.stdin === undefined ? {} : { input: fields.stdin }),
    ...(logs("stderr") ? { onLine: say } : {}),
  });
  if (logs("stdout")) {
    const lines = result.stdout.split("\n").filter((line) => line !== "");
    for (const line of lines) say(line);
  }
  return { stdout: result.stdout, stderr: result.stderr };
}

function previousOutput(
  { addPreviousOutputInEnv = true }: CommandFields,
  { stdout = "", stderr = "" }: CommandFields,
): Record<string, string> {
  if (!addPreviousOutputInEnv) return {};
  return {
    ...(stdout === "" ? {} : { PULUMI_COMMAND_STDOUT: stdout }),
    ...(stderr === "" ? {} : { PULUMI_COMMAND_STDERR: stderr }),
  };
}
