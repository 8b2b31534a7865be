import type { Ending } from "../../app/certs/ends.js";
import type { Row } from "./row.js";

/** A row for each of a lab's certificates that end soon, have ended or are missing; what helps is said once. */
export const certificateRows = (week: string, endings: readonly Ending[]): Row[] =>
  endings.map(({ says, next }, place) => ({
    ...{ what: "certificates", verdict: "note", detail: `${week}: ${says}` },
    ...(endings[place - 1]?.next === next ? {} : { next }),
  }));
