import type { Running } from "../../app/orphans/find.js";
import type { Row } from "./row.js";

/** What labs run on this machine, of whatever checkout: a row for each, with the way to end what is left over. */
export function labRows(running: readonly Running[]): Row[] {
  const rows = running.map(({ what, left }): Row =>
    left === undefined
      ? { what: "lab", verdict: "ok", detail: what }
      : { what: "left over", verdict: "note", detail: `${what}: ${left}` },
  );
  const first = rows.findIndex(({ what }) => what === "left over");
  return rows.map((row, index) =>
    index === first ? { ...row, next: "./lab down --orphans" } : row,
  );
}
