/** A text as one word of a shell, for a command that the learner copies. Plain words stay as they are. */
export const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
