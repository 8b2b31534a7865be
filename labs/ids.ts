/** A step's number in the study notes: `1.57`. */
export type StepId = `${number}.${number}`;
