import type { Caller, Decide } from "../app/caller.js";
import { UsageError } from "../lib/errors.js";
import { ask, confirmed } from "./terminal/ask.js";
import { agreeToBuilds } from "./builds.js";
import { interruptibleBy } from "./terminal/interrupt.js";
import type { Output } from "./terminal/output.js";
import { tellOn } from "./text/events.js";

const STOPPING = "Stopping: what is under way is finished first. Ctrl-C again ends it at once.";

/**
 * The learner at the terminal, as an operation knows him.
 * @param yes `--yes` answers for what the command names. Default: every question is asked.
 */
export const callerAt = (output: Output, yes = false): Caller => ({
  tell: tellOn(output),
  decide: deciderFor(yes),
  interruptible: interruptibleBy(() => {
    output.say(STOPPING);
  }),
});

/** What is asked on this terminal. Tests pass another one. */
interface Asked {
  readonly isTTY: boolean;
  readonly ask: (question: string) => Promise<boolean>;
}

const thisTerminal = (): Asked => ({ isTTY: process.stdin.isTTY, ask });

/** Asks at the terminal. `--yes` does not take another week down: it answers for what the command names. */
export const deciderFor =
  (yes: boolean, terminal: Asked = thisTerminal()): Decide =>
  async (question) => {
    switch (question.kind) {
      case "build":
        return agreeToBuilds(yes)(question.plan);
      case "take-down":
        if (yes || !terminal.isTTY) throw otherStands(question.other, question.stack);
        return terminal.ask(
          `${question.other} stands on the same ports, which only one lab can have: take it down first? Its step is kept.`,
        );
      case "walk": {
        const { week, from, through } = question;
        const what = `Walk ${week} from step ${from} to ${through}? All that was changed by hand is lost.`;
        return confirmed(what, yes);
      }
    }
  };

const otherStands = (other: string, stack: string): UsageError =>
  new UsageError(
    "other-lab-stands",
    `${other} stands on kind, with the cluster name and the ports that ${stack} needs.`,
    { next: `./lab up ${stack} --replace ${other} takes ${other} down first` },
  );
