/** What a week is studied on. All that belongs to such a pair is in tools/releases.ts; a pair outside of it is refused. */
export interface Versions {
  /** Without the `v`: `1.23.17`. */
  readonly kubernetes: string;
  /** `1.17.8`: also the tag of its images. */
  readonly istio: string;
}

/** Pairs of versions, each once, in the order of their first. */
export const eachPairOnce = (pairs: readonly Versions[]): readonly Versions[] => [
  ...new Map(pairs.map((pair) => [`${pair.kubernetes} ${pair.istio}`, pair])).values(),
];

/** A version as a part of a regular expression. */
export const literal = (version: string): string => version.replaceAll(".", "\\.");
