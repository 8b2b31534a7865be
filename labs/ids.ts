/** A step's number in the study notes: `1.57`; `4.0.3` where they count what a week stands on apart. */
export type StepId = `${number}.${number}`;
