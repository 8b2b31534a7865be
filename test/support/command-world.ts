import { ToolError } from "../../lib/errors.js";
import type { CommandWorld } from "../../components/commands/world.js";

type Answer = string | ToolError;

/** What programs answer, by the first words of their command line. A list is given out one by one. */
export type Answers = Readonly<Record<string, Answer | Answer[]>>;

/** A machine that only remembers, and a clock that moves when somebody sleeps. */
export function commandWorld(answers: Answers = {}) {
  const calls: string[] = [];
  const inputs: (string | undefined)[] = [];
  const said: string[] = [];
  let time = 0;
  const answerTo = (line: string): Promise<{ stdout: string; stderr: string }> => {
    calls.push(line);
    const found = Object.entries(answers).find(([begins]) => line.startsWith(begins))?.[1] ?? "";
    const answer = Array.isArray(found)
      ? ((found.length > 1 ? found.shift() : found[0]) ?? "")
      : found;
    return answer instanceof ToolError
      ? Promise.reject(answer)
      : Promise.resolve({ stdout: answer, stderr: "" });
  };
  const world: CommandWorld = {
    exec: (program, args, options) => {
      inputs.push(options?.input);
      return answerTo([program, ...args].join(" "));
    },
    kubectl: (stack) => (args) => answerTo(["kubectl", stack, ...args].join(" ")),
    locate: (tool) => Promise.resolve(`/tools/${tool}`),
    say: (line) => void said.push(line),
    now: () => time,
    sleep: (ms) => {
      time += ms;
      return Promise.resolve();
    },
  };
  return { world, calls, inputs, said };
}

/** A process that failed, with the last line of what it said. */
export const failed = (said: string): ToolError =>
  new ToolError("command-failed", `Command failed with exit code 1: x\n${said}`);
