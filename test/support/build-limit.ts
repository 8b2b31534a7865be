/**
 * How long the first test on a machine may take that needs the tools of a week with other versions, in ms: where no
 * release can be had they are built, a quarter of an hour on two quiet cores.
 */
export const BUILD_LIMIT_MS = 60 * 60_000;
