/* What the boards of several weeks ask. Rates over a minute, as the release's dashboards have them. */

/** Requests a second, summed by some labels. @param where labels: `reporter="source"` */
export const requests = (where: string, ...by: readonly string[]): string =>
  `sum(rate(istio_requests_total{${where}}[1m]))${by.length === 0 ? "" : ` by (${by.join(", ")})`}`;

/** The share of requests that were answered, and not with 5xx. */
export const success = (where: string): string =>
  `${requests(`${where}, response_code!~"5..|0"`)} / ${requests(where)}`;

/** In what time, in s, a share of the requests was answered. @param share 0.5 is the median */
export const answeredIn = (share: number, where: string, ...by: readonly string[]): string =>
  `histogram_quantile(${share}, sum(rate(istio_request_duration_milliseconds_bucket{${where}}[1m])) by (${["le", ...by].join(", ")})) / 1000`;
