import type { Week } from "./week.js";
import { kans7 } from "./kans7/index.js";
import { week1 } from "./week1/index.js";
import { week2 } from "./week2/index.js";
import { week3 } from "./week3/index.js";
import { week4 } from "./week4/index.js";

/** All weeks, in the order of the study. */
export const weeks: readonly Week[] = [week1, week2, week3, week4, kans7];

/** The week of that id, or undefined: what to say then is the caller's. */
export const findWeek = (id: string): Week | undefined => weeks.find((week) => week.id === id);
