import { setTimeout as sleep } from "node:timers/promises";
import { messageOf } from "../../lib/errors.js";
import type { Tell } from "../events.js";

/**
 * A webhook that nobody answers for. Where istiod starts anew, the old one is gone and the Service still leads to it for
 * a moment: what Istio checks is refused then, although the new one is ready.
 */
const AWAY =
  /failed calling webhook "([^"]+)"[\s\S]*?(?:connection refused|no endpoints available|EOF|context deadline exceeded)/;

/** So often an `up` is begun again for it: a webhook that is broken is no matter of a moment. */
const TRIES = 2;
const PAUSE_MS = 5_000;

interface Ways {
  readonly tell: Tell;
  readonly pause?: () => Promise<unknown>;
}

/**
 * Runs an `up`, and again where a webhook was away for a moment: what is made stays, so it goes on where it was.
 * @throws what the last run threw
 */
export async function despiteAwayWebhook<T>(
  run: () => Promise<T>,
  { tell, pause = () => sleep(PAUSE_MS) }: Ways,
): Promise<T> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await run();
    } catch (error) {
      const [, webhook] = AWAY.exec(messageOf(error)) ?? [];
      if (webhook === undefined || left === 0) throw error;
      tell({ kind: "webhook-away", webhook });
      await pause();
    }
  }
}
