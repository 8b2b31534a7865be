import { apiServices } from "./api-services.js";
import { deletions } from "../deletion.js";
import { handMade } from "./hand-made.js";
import { nodes } from "./nodes.js";
import { operated } from "./operated.js";
import type { Problem } from "./problem.js";
import { sidecars } from "./sidecars.js";
import { unmet } from "./services.js";
import type { Snapshot } from "./snapshot.js";
import { webhooks } from "./webhooks.js";
import { unavailable } from "./workloads.js";

/** Looks for one kind of trouble. Pure: all that it knows is in the snapshot. */
export type Judge = (snapshot: Snapshot) => readonly Problem[];

/** What stands in the way of others comes first. */
const JUDGES: readonly Judge[] = [
  deletions,
  nodes,
  operated,
  unavailable,
  webhooks,
  sidecars,
  unmet,
  apiServices,
  handMade,
];

/** All that is not as the lab needs it, whatever its fields say. */
export const judge = (snapshot: Snapshot): Problem[] => JUDGES.flatMap((find) => find(snapshot));

/** Those without which the lab works. */
export const faultsOf = (problems: readonly Problem[]): Problem[] =>
  problems.filter(({ weight }) => weight === "fault");
