/** Where a lab's Prometheus is published (week 1, 1.40). */
const PROMETHEUS = "http://127.0.0.1:30001";

/** What counters hold, by a name for each. */
export type Counted = Readonly<Record<string, number>>;

interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

/** The samples of a query, by what names their labels. */
export async function seriesOf(
  query: string,
  name: (metric: Readonly<Record<string, string>>) => string,
): Promise<Counted> {
  const url = `${PROMETHEUS}/api/v1/query?query=${encodeURIComponent(query)}`;
  const answer = (await (await fetch(url)).json()) as {
    readonly data: { readonly result: readonly Sample[] };
  };
  return Object.fromEntries(
    answer.data.result.map(({ metric, value: [, value] }) => [name(metric), Number(value)]),
  );
}

/**
 * The bucket of a histogram with its median.
 * @param buckets cumulative counts by upper bound, `+Inf` for the last one.
 * @returns the bounds in their order, and the place of that bucket among them.
 */
export function medianBucket(buckets: Counted): {
  readonly bounds: readonly number[];
  readonly place: number;
} {
  const sorted = Object.entries(buckets)
    .map(([bound, count]) => [bound === "+Inf" ? Infinity : Number(bound), count] as const)
    .sort(([a], [b]) => a - b);
  const half = (sorted.at(-1)?.[1] ?? 0) / 2;
  return {
    bounds: sorted.map(([bound]) => bound),
    place: sorted.findIndex(([, count]) => count >= half),
  };
}
