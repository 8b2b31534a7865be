import type { AddonSpecs } from "../../labs/addons.js";
import { itemsOf } from "../../labs/contents.js";
import type { LabState } from "../../labs/state.js";

/** The sample addons that a state installs, and how each is published. */
export const addonsIn = (state: LabState): AddonSpecs =>
  Object.fromEntries(itemsOf(state, "addon").map(({ name, spec }) => [name, spec]));
