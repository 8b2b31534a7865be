/** So much of an output or a body is shown. */
const SHOWN = 200;

/** The beginning of a long text. */
export const cut = (text: string): string =>
  text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;

/** A text of others in a sentence: in quotes, its beginning where it is long. */
export const quoted = (text: string): string => JSON.stringify(cut(text));

/** An expression of a check: `^` and `$` are line ends in all of them. */
export const expression = (text: string): RegExp => new RegExp(text, "m");

/** A share in whole percent: `52 %`. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;
