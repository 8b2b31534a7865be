/** How often a plugin looks whether its engine lives, in ms. */
const LOOK_MS = 1_000;

/** Ends this plugin when its engine was killed: it would stay for ever, and go on with what it was told last. */
export function endWithEngine(): void {
  const engine = process.ppid;
  const look = (): void => {
    if (process.ppid !== engine) process.exit(1);
  };
  setInterval(look, LOOK_MS).unref();
}
