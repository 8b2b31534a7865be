/** What fortio prints of a run of 40 calls: three quarters failed, a few were slow. */
export const fortioJson = (changes: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    RunType: "HTTP",
    ActualQPS: 1.9,
    RetCodes: { 200: 10, 500: 30 },
    DurationHistogram: {
      ...{ Count: 40, Avg: 0.4, Min: 0.1, Max: 1.2 },
      Data: [
        { Start: 0.1, End: 0.2, Percent: 50, Count: 20 },
        { Start: 0.9, End: 1.2, Percent: 100, Count: 20 },
      ],
      Percentiles: [
        { Percentile: 50, Value: 0.2 },
        { Percentile: 75, Value: 0.9 },
        { Percentile: 99, Value: 1.1 },
      ],
    },
    ...changes,
  });
