/** simple-web and the first backend are in the same zone, the second backend in another of the same region. */
export const inZoneA = "us-west1.us-west1-a";
export const inZoneB = "us-west1.us-west1-b";

/** Until an endpoint is back. Twice the first ejection: one that was ejected before stays out for longer. */
export const BACK_MS = 120_000;
