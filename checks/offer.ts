import type { Check, Need } from "../labs/checks.js";
import type { Where } from "../labs/objects.js";
import { STAND_IN_LIMITS } from "../labs/stand-ins.js";

const KWOK_LACKS: Readonly<Record<Exclude<Need, "objects" | "book">, string>> = {
  node: "kwok has no node container",
  mesh: "pods are simulated on kwok: there is no proxy",
  traffic: "pods are simulated on kwok: nothing answers requests",
  metrics: "pods are simulated on kwok: nothing is measured",
  traces: "pods are simulated on kwok: nothing is traced",
  dashboards: "pods are simulated on kwok: there are no pages",
  internet: "nothing on kwok reaches the internet",
};

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
    return isOnHost || offer.target === "kind" ? undefined : KWOK_LACKS.node;
  }
  if (offer.target === "kwok") return KWOK_LACKS[needs];
  return offer.images === "stand-ins" ? STAND_INS_LACK[needs] : undefined;
}

/** Whether what a check asks is another thing here than in the study: close to it, and not the same. */
export const isApproximate = ({ needs }: Check, { target, images }: Offer): boolean =>
  needs === "metrics" && target === "kind" && images === "stand-ins";
