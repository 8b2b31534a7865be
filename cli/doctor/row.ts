/** One thing that the doctor looked at. `missing` only means that the next `up` gets it. */
export interface Row {
  readonly what: string;
  readonly verdict: "ok" | "note" | "missing" | "bad";
  readonly detail: string;
  readonly next?: string;
}
