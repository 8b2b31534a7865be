/** Expression for a text in which all of these are, in any order. */
export const allOf = (...parts: readonly string[]): string =>
  parts.map((part) => `(?=[\\s\\S]*${part})`).join("");

/** Expression for a text in which all of these are, in this order. */
export const inOrder = (...parts: readonly string[]): string => parts.join("[\\s\\S]*");
