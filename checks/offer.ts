import type { Check, Need } from "../labs/checks.js";
import type { Where } from "../labs/objects.js";
import { STAND_IN_LIMITS } from "../labs/stand-ins/index.js";

const NO_BOOK = "the config names no checkout of the book";

const STAND_INS_LACK: Partial<Record<Need, string>> = STAND_IN_LIMITS;

/** What a lab offers to its checks. */
export interface Offer extends Where {
  /** The book's checkout on the host; undefined where the config names none. */
  readonly book: string | undefined;
}

/** Why a check can't be run in a lab; undefined when it can. */
export function lacking(check: Check, offer: Offer): string | undefined {
  const why = reason(check, offer);
  return why === undefined ? undefined : `needs ${check.needs}: ${why}`;
}

function reason({ needs, probe }: Check, offer: Offer): string | undefined {
  if (needs === "objects") return undefined;
  if (needs === "book") {
    if (offer.book === undefined) return NO_BOOK;
    const isOnHost = probe.kind === "command" && probe.where === "host";
    return isOnHost ? undefined : offer.target.missing("node");
  }
  const why = offer.target.missing(needs);
  return why ?? (offer.images === "stand-ins" ? STAND_INS_LACK[needs] : undefined);
}
