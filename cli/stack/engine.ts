import { LocalWorkspace, Stack, type EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { existsSync } from "node:fs";
import { ToolError } from "../../lib/errors.js";
import { root } from "../../lib/paths.js";
import type { LabConfig } from "../../stacks/config.js";
import { program } from "../../stacks/program.js";
import { ensureLabDir, labEnvironment } from "./environment.js";
import { busy } from "./lock.js";
import { forgetSalt } from "./settings.js";
import { checkpointFile } from "./checkpoint.js";

/** Enough to keep a local API server busy; the engine's own default is 4 per core. */
const PARALLEL = 32;

/**
 * The state is written at the end of a run, after an error or a Ctrl-C as well, and not after each of a hundred
 * objects, which takes a quarter of an `up` and most of a `destroy`. A run that is killed outright leaves the state
 * of before: the next one clears a half-made cluster away, takes over objects that are there, and deletes again.
 */
const WRITE_STATE_ONCE = { PULUMI_SKIP_CHECKPOINTS: "true" };

export type Operation = "up" | "refresh" | "destroy";

export interface RunOptions {
  readonly onEvent: (event: EngineEvent) => void;
  readonly say: (line: string) => void;
  /** `up` only: look at every live object first. Default false: the state is trusted. */
  readonly refresh?: boolean;
}

/**
 * Runs an operation of the engine on a stack, with the same program and the same state as plain `pulumi`.
 * @throws UsageError `stack-busy` when another run works on the stack.
 * @throws ToolError `interrupted` after Ctrl-C, `deploy-failed` with what the engine said.
 */
export async function runEngine(
  operation: Operation,
  config: LabConfig,
  options: RunOptions,
): Promise<void> {
  const stack = await openStack(config);
  const errors: string[] = [];
  const onEvent = (event: EngineEvent): void => {
    const { severity, message } = event.diagnosticEvent ?? {};
    if (severity === "error" && message !== undefined) errors.push(message.trim());
    options.onEvent(event);
  };
  const interrupt = onInterrupt(options.say);
  const common = {
    onEvent,
    onOutput: interrupt.watch,
    onError: interrupt.watch,
    signal: interrupt.signal,
  };
  try {
    if (operation === "up") {
      await stack.up({ ...common, parallel: PARALLEL, refresh: options.refresh === true });
    }
    if (operation === "refresh") await stack.refresh({ ...common, parallel: PARALLEL });
    if (operation === "destroy") await stack.destroy({ ...common, parallel: PARALLEL });
  } catch (error) {
    throw failure(operation, config.stack, errors, interrupt.happened(), error);
  } finally {
    interrupt.stop();
  }
}

/** Makes the stack if it isn't there yet: what `pulumi stack init` does. */
export async function ensureStack(stack: string): Promise<void> {
  await ensureLabDir();
  if (existsSync(checkpointFile(stack))) return;
  await forgetSalt(stack);
  const workspace = await openWorkspace();
  await workspace.createStack(stack);
}

function openWorkspace(config?: LabConfig): Promise<LocalWorkspace> {
  // Pulumi's API looks for the CLI on the PATH of this process
  Object.assign(process.env, labEnvironment(), WRITE_STATE_ONCE);
  return LocalWorkspace.create({
    workDir: root,
    ...(config === undefined ? {} : { program: () => program(config) }),
  });
}

async function openStack(config: LabConfig): Promise<Stack> {
  await ensureStack(config.stack);
  const workspace = await openWorkspace(config);
  // the operations name their stack; selecting it for a shell as well would only cost a process
  workspace.selectStack = () => Promise.resolve();
  const stack = await Stack.select(config.stack, workspace);
  // after each operation Pulumi's API asks for outputs and history, in three processes: nobody reads them
  stack.outputs = () => Promise.resolve({});
  stack.info = () => Promise.resolve(undefined);
  return stack;
}

/** How long the terminal's own Ctrl-C may take to reach the engine, in ms. */
const SIGNAL_GRACE_MS = 500;

/**
 * On Ctrl-C the engine finishes what is under way and saves its state. A terminal tells it by itself; when only
 * this process was told, the signal is passed on. Twice would end it at once.
 */
function onInterrupt(say: (line: string) => void) {
  const controller = new AbortController();
  let happened = false;
  let engineKnows = false;
  const handler = (): void => {
    // the engine is gone with its program: what it had not written down is found again by the next run
    if (happened) process.exit(1);
    happened = true;
    say("Stopping: what is under way is finished first. Ctrl-C again ends it at once.");
    setTimeout(() => {
      if (!engineKnows) controller.abort();
    }, SIGNAL_GRACE_MS);
  };
  process.on("SIGINT", handler);
  process.on("SIGTERM", handler);
  return {
    signal: controller.signal,
    watch: (text: string): void => {
      engineKnows ||= text.includes("^C received");
    },
    happened: () => happened,
    stop: (): void => {
      process.off("SIGINT", handler);
      process.off("SIGTERM", handler);
    },
  };
}

function failure(
  operation: Operation,
  stack: string,
  errors: readonly string[],
  interrupted: boolean,
  cause: unknown,
): Error {
  if (interrupted) {
    return new ToolError("interrupted", `Interrupted: ${stack} is half made.`, {
      cause,
      next: `./lab up ${stack} goes on from here, ./lab down ${stack} removes it`,
    });
  }
  const text = cause instanceof Error ? cause.message : String(cause);
  if (text.includes("the stack is currently locked")) return busy(stack, "it holds the lock");
  const said = [...new Set(errors)].filter((line) => line !== "update failed");
  const detail = said.length > 0 ? said.join("\n") : text;
  return new ToolError("deploy-failed", `${operation} of ${stack} failed.\n${detail}`, {
    cause,
    next: `./lab up ${stack} tries again from where it stopped; ./lab status shows what is there`,
  });
}
