import type { Need } from "./checks.js";

/** What the pure part of a lab asks of the target that it runs on (targets/target.ts has all). */
export interface Capabilities {
  /** As the config names it: told to the learner, never compared. */
  readonly name: string;
  readonly runs: {
    /** Whether there are containers in its pods. */
    readonly pods: boolean;
    /** Whether webhooks that run in pods answer the API server. */
    readonly webhooks: boolean;
    /** What containers beside the cluster are there: Docker's, or processes of the same programs. */
    readonly containers: "docker" | "processes" | "none";
  };
  /** Why what needs this can't be had there; undefined where it can. */
  readonly missing: (need: Need) => string | undefined;
}
