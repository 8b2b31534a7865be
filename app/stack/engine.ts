import { LocalWorkspace, Stack, type EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { join } from "node:path";
import { messageOf, ToolError } from "../../lib/errors.js";
import { withLock } from "../../lib/lock.js";
import { labDir, root } from "../../lib/paths.js";
import { shortenTraces } from "../../lib/short-traces.js";
import { stateFile } from "../../lib/state-file.js";
import { versionsOfStack } from "../../tools/of-stack.js";
import { engineError } from "./engine-error.js";
import { ensureLabDir } from "./environment.js";
import { busy } from "./lock.js";
import { endLeftPlugins, endOwnEngine } from "./plugins.js";
import { passphraseOf } from "./passphrase.js";
import { enterEngineEnvironment } from "./process-environment.js";
import { stopFor } from "./stop.js";
import type { Interruptible } from "../caller.js";
import { ownNext } from "./own-next.js";
import { forgetSalt } from "../../lib/settings.js";
import { checkpointFile } from "../../stacks/checkpoint-file.js";

/** Enough to keep a local API server busy; the engine's own default is 4 per core. */
const PARALLEL = 32;

export type Operation = "up" | "refresh" | "destroy";

export interface RunOptions {
  readonly onEvent: (event: EngineEvent) => void;
  /** Runs what a learner may stop: the engine then finishes what is under way. */
  readonly interruptible: Interruptible;
  /** `up` only: look at every live object first. Default false: the state is trusted. */
  readonly refresh?: boolean;
  /** `up` only: the URNs of resources to make again though nothing of them changed. Default: none. */
  readonly replace?: readonly string[];
  /** When it is aborted, the engine finishes what is under way and stops, as after Ctrl-C. Default: never. */
  readonly abandon?: AbortSignal;
}

/** A stack and what is declared in it. */
export interface StackProgram {
  readonly stack: string;
  readonly program: () => Promise<object>;
}

/**
 * Runs an operation of the engine on a week's stack, with the same program and the same state as plain `pulumi`.
 * @throws UsageError `stack-busy` when another run works on the stack.
 * @throws ToolError `interrupted` after Ctrl-C, `deploy-failed` with what the engine said.
 */
export function runEngine(
  operation: Operation,
  declared: StackProgram,
  options: RunOptions,
): Promise<void> {
  const { stack } = declared;
  const next = afterFailed(operation, stack);
  const cut = `./lab up ${stack} goes on from here, ./lab down ${stack} removes it`;
  return runProgram(operation, declared, { ...options, next, cut });
}

/** What helps after an operation that failed: who took a lab down does not want it again. */
export const afterFailed = (operation: Operation, stack: string): string =>
  operation === "destroy"
    ? `./lab doctor (what this machine lacks), then ./lab down ${stack} goes on`
    : `./lab status ${stack} shows what stands and what is wrong with it; ./lab reset ${stack} makes it again in a new cluster`;

/** What helps when a run did not come to its end. */
export interface NextCommands {
  /** After a failure. */
  readonly next: string;
  /** After Ctrl-C. */
  readonly cut: string;
}

/** The same for any stack. @throws as `runEngine` does */
export async function runProgram(
  operation: Operation,
  declared: StackProgram,
  options: RunOptions & NextCommands,
): Promise<void> {
  const [stack] = await Promise.all([openStack(declared), endLeftPlugins()]);
  const restoreTraces = shortenTraces();
  try {
    await options.interruptible((asked) => runOn(stack, operation, options, asked));
  } finally {
    restoreTraces();
  }
}

async function runOn(
  stack: Stack,
  operation: Operation,
  options: RunOptions & NextCommands,
  asked: AbortSignal,
): Promise<void> {
  const errors: string[] = [];
  const onEvent = (event: EngineEvent): void => {
    const { severity, message } = event.diagnosticEvent ?? {};
    if (severity === "error" && message !== undefined) errors.push(engineError(message));
    options.onEvent(event);
  };
  const stop = stopFor(asked, () => {
    // a ps that fails leaves the second Ctrl-C
    endOwnEngine().catch(() => undefined);
  });
  const { abandon } = options;
  const common = {
    onEvent,
    onOutput: stop.watch,
    onError: stop.watch,
    // else it prints a dot each second, also when nothing goes on
    suppressProgress: true,
    signal: abandon === undefined ? stop.signal : AbortSignal.any([stop.signal, abandon]),
  };
  try {
    if (operation === "up") {
      const { refresh = false, replace = [] } = options;
      await stack.up({ ...common, parallel: PARALLEL, refresh, replace: [...replace] });
    }
    if (operation === "refresh") await stack.refresh({ ...common, parallel: PARALLEL });
    if (operation === "destroy") await stack.destroy({ ...common, parallel: PARALLEL });
  } catch (error) {
    const ended = asked.aborted ? "interrupted" : "failed";
    throw failure(operation, stack.name, { errors, ended, ...options }, error);
  } finally {
    stop.end();
  }
}

/** Makes the stack if it isn't there yet: what `pulumi stack init` does. Of two runs at once one makes it. */
export async function ensureStack(stack: string): Promise<void> {
  await ensureLabDir();
  if ((await stateFile(checkpointFile(stack))) !== undefined) return;
  await withLock(join(labDir, `${stack}.init.lock`), async () => {
    if ((await stateFile(checkpointFile(stack))) !== undefined) return;
    await forgetSalt(stack);
    const workspace = await openWorkspace({ stack });
    await workspace.createStack(stack);
  });
}

async function openWorkspace(
  { stack, program }: Pick<StackProgram, "stack"> & Partial<StackProgram>,
  passphrase?: string,
): Promise<LocalWorkspace> {
  enterEngineEnvironment(await versionsOfStack(stack), passphrase);
  return LocalWorkspace.create({
    workDir: root,
    ...(program === undefined ? {} : { program }),
  });
}

async function openStack(declared: StackProgram): Promise<Stack> {
  await ensureStack(declared.stack);
  const workspace = await openWorkspace(declared, await passphraseOf(declared.stack));
  // the operations name their stack; selecting it for a shell as well would only cost a process
  workspace.selectStack = () => Promise.resolve();
  const stack = await Stack.select(declared.stack, workspace);
  // after each operation Pulumi's API asks for outputs and history, in three processes: nobody reads them
  stack.outputs = () => Promise.resolve({});
  stack.info = () => Promise.resolve(undefined);
  return stack;
}

interface Failed extends NextCommands {
  readonly errors: readonly string[];
  readonly ended: "interrupted" | "failed";
}

function failure(
  operation: Operation,
  stack: string,
  { errors, ended, next, cut }: Failed,
  cause: unknown,
): Error {
  if (ended === "interrupted")
    return new ToolError("interrupted", `Interrupted: ${stack} is half made.`, {
      cause,
      next: cut,
    });
  const text = messageOf(cause);
  if (text.includes("the stack is currently locked")) return busy(stack, "it holds the lock");
  const said = [...new Set(errors)].filter((line) => line !== "update failed");
  const detail = said.length > 0 ? said.join("\n") : text;
  const own = ownNext(detail);
  const message = `${operation} of ${stack} failed.\n${own.text}`;
  return new ToolError("deploy-failed", message, { cause, next: own.next ?? next });
}
