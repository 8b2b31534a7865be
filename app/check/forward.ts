import { placeArgs } from "../../checks/pod.js";
import type { Forward } from "../../checks/seen.js";
import { messageOf, ToolError } from "../../lib/errors.js";
import type { ExecOptions, ExecResult } from "../../lib/exec.js";
import { freePort, isFree } from "../../lib/ports.js";
import { waitUntil } from "../../lib/wait.js";

/** Longer no check needs a forward, in ms. */
const FORWARD_MS = 60_000;
/** How long a forward may take until its port answers, in ms, and how often it is asked. */
const READY_MS = 10_000;
const POLL_MS = 100;

/** Runs kubectl against the lab's cluster. */
export type RunKubectl = (args: readonly string[], options: ExecOptions) => Promise<ExecResult>;

/** Forwards by kubectl, from any free port of the host. It ends with the work. */
export const forwardBy =
  (kubectl: RunKubectl): Forward =>
  async (place, podPort, work) => {
    const port = await freePort();
    const stop = new AbortController();
    const args = ["port-forward", ...placeArgs(place), `${port}:${podPort}`];
    let ended: string | undefined;
    const running = kubectl(args, { timeoutMs: FORWARD_MS, signal: stop.signal }).catch(
      (error: unknown) => {
        ended = messageOf(error).split("\n").at(-1);
      },
    );
    try {
      const isOpen = async (): Promise<boolean> => {
        const isTaken = !(await isFree(port));
        if (!isTaken && ended !== undefined) throw notForwarded(place.pod, ended);
        return isTaken;
      };
      if (!(await waitUntil(isOpen, { limitMs: READY_MS, pauseMs: POLL_MS })))
        throw notForwarded(place.pod, "its port does not answer");
      return await work(port);
    } finally {
      stop.abort();
      await running;
    }
  };

const notForwarded = (pod: string, why: string): ToolError =>
  new ToolError("not-forwarded", `No port-forward to ${pod}: ${why}`, {
    next: "./lab status",
  });
