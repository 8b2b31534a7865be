/** So much of an output or a body is shown in a sentence. */
const SHOWN = 200;
/** So much of it is shown in a line that is read at a glance. */
const GLANCE = 80;

/** The beginning of a long text. */
export const cut = (text: string, limit = SHOWN): string =>
  text.length <= limit ? text : `${text.slice(0, limit)}…`;

/** A text of others in a sentence: in quotes, its beginning where it is long. */
export const quoted = (text: string): string => JSON.stringify(cut(text));

/** A text of others in one short line, as it reads: no line breaks, no codes of a terminal, its beginning. */
export function glance(text: string): string {
  const plain = text.replaceAll(/\u001b\[[\d;]*m/g, "").replaceAll(/[\s\p{Cc}]+/gu, " ");
  return cut(plain.trim(), GLANCE);
}

/** An expression of a check: `^` and `$` are line ends in all of them. */
export const expression = (text: string): RegExp => new RegExp(text, "m");

/** A share in whole percent: `52 %`. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;
