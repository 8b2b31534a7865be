import type { ProcessSpec } from "../../labs/container.js";

/** The type of the resource of a process that runs in place of a container. */
export const PROCESS_TYPE = "lab:process:Process";

/** What the program declares of it. */
export interface ProcessInputs extends ProcessSpec {
  readonly stack: string;
}
