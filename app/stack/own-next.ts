/** An error of the engine as text, without the command that helps against it, and that command. */
export interface WithNext {
  readonly text: string;
  readonly next: string | undefined;
}

/**
 * Takes the next command out of what a plugin of the lab said: its errors end in one (components/provider/shown-error.ts). To
 * try again, which helps against most other failures, would only fail again.
 */
export function ownNext(said: string): WithNext {
  const [line, next] = /\n +next: (.+)$/m.exec(said) ?? [];
  return { text: line === undefined ? said : said.replace(line, () => ""), next };
}
