/** Frames of a stack trace that tell where a mistake in the program is. */
const FRAMES = 4;

/**
 * Makes stack traces short and cheap: Pulumi's SDK takes one for each resource and promise and reads them, a tenth of a
 * run's time when they are long and traced back to the sources.
 * @returns what makes traces as they were; an error whose trace nobody has read yet has it with the sources again
 */
export function shortenTraces(): () => void {
  const { stackTraceLimit } = Error;
  const prepareStackTrace: unknown = Reflect.get(Error, "prepareStackTrace");
  // prepared by Pulumi, where the program runs in a process of Pulumi's: traced back to the sources, which takes longest
  Object.assign(Error, { stackTraceLimit: FRAMES, prepareStackTrace: undefined });
  process.setSourceMapsEnabled(false);
  return () => {
    Object.assign(Error, { stackTraceLimit, prepareStackTrace });
    process.setSourceMapsEnabled(true);
  };
}
