/** Twice the first ejection: an endpoint that was ejected before stays out for longer. */
export const BACK_MS = 120_000;
