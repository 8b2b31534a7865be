import { inMinutes, type Agree } from "../tools/build-plan.js";
import { ask } from "./terminal/ask.js";

/** What tells whether somebody is there to be asked. Tests replace it. */
export interface Terminal {
  readonly isTTY: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly ask: (question: string) => Promise<boolean>;
}

const thisTerminal = (): Terminal => ({ isTTY: process.stdin.isTTY, env: process.env, ask });

/**
 * Asks once before all builds of a command. Without a terminal, or in CI, nobody could answer and the command would
 * be of no use: there it goes on, and what is built was announced with its time.
 * @param yes `--yes` answers every question.
 */
export const agreeToBuilds =
  (yes: boolean, terminal: Terminal = thisTerminal()): Agree =>
  async ({ seconds }) => {
    const nobody = !terminal.isTTY || isSet(terminal.env["CI"]);
    if (yes || nobody) return true;
    return terminal.ask(`Build them now (up to ${inMinutes(seconds)})?`);
  };

const isSet = (value: string | undefined): boolean =>
  value !== undefined && value !== "" && value !== "false";
