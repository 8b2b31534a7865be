export const PROMETHEUS = "http://127.0.0.1:30001";

export const KIALI = "http://127.0.0.1:30003/kiali";

export const JAEGER = "http://127.0.0.1:30004/jaeger";

/** Both versions: from 1.50 on requests fall on either. */
export const TO_CATALOG = 'destination_workload=~"catalog|catalog-v2"';

/** Time for a scrape (15 s) and for the minute that Kiali looks back. */
export const METRICS_MS = 90_000;
