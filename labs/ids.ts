/*
 * A week's id ends with its number, and the ids of its steps begin with it: `week4` has 4.1, `kans7` has 7.1. The number
 * alone must tell the week, since a learner types a step without it, so no two weeks have the same.
 */

/** A step's number in the study notes: `1.57`; `4.0.3` where they count what a week stands on apart. */
export type StepId = `${number}.${number}`;

/** The number that a week's steps begin with. @param week its id: `week4`, `kans7` */
export const numberOf = (week: string): string => /\d+$/.exec(week)?.[0] ?? "";
