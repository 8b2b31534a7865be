import type { EngineNews } from "../../app/events.js";

/** How much of a reason is shown, in characters: a pod's may be a whole paragraph, and is said every few seconds. */
const REASON_SHOWN = 160;

const VERBS: Readonly<Record<string, string>> = {
  create: "made",
  update: "changed",
  delete: "removed",
  replace: "replaced",
  "create-replacement": "made again",
  "delete-replaced": "removed the old",
};

/** A piece of news of the engine as a line. */
export function engineNews(news: EngineNews): string {
  switch (news.kind) {
    case "resource-done": {
      const { op, urn, tookMs } = news;
      return `  ${VERBS[op] ?? op} ${nameOf(urn)} in ${seconds(tookMs)}`;
    }
    case "resource-awaited": {
      const { urn, more, waitedMs, why } = news;
      const reason = why === "" ? "" : `: ${cut(why)}`;
      return `  waiting for ${nameOf(urn)}${andMore(more)}, ${seconds(waitedMs)}${reason}`;
    }
    case "engine-said":
      return `  ${news.isWarning ? "warning: " : ""}${news.text}`;
  }
}

/** How many others there are: ` and 3 more`. */
export const andMore = (more: number): string => (more > 0 ? ` and ${more} more` : "");

/** The logical name of a resource: the last part of its URN. */
const nameOf = (urn: string): string => urn.split("::").at(-1) ?? urn;

const cut = (text: string): string =>
  text.length > REASON_SHOWN ? `${text.slice(0, REASON_SHOWN)}…` : text;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
