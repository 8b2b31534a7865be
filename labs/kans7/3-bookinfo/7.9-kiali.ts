import { allOf, calls, get, shareByChance, step } from "../../step.js";
import { PRODUCT_PAGE, REVIEWS } from "../load.js";
import { NAMESPACE } from "../nginx.js";
import { GATEWAY_URL } from "../routing.js";

const PROMETHEUS = "http://127.0.0.1:30001";
const KIALI = "http://127.0.0.1:30003/kiali";

/** Time for a thousand pages, a scrape (15 s) and the minute that Kiali looks back. */
const METRICS_MS = 300_000;

/** The book's reviews as productpage gets them: they name the pod that answered. */
const REVIEWS_API = `${GATEWAY_URL}/api/v1/products/0/reviews`;

/** What one version has counted of calls by productpage, for the version that has the fewest. */
const FEWEST =
  'min(sum by (destination_workload) (istio_requests_total{reporter="source",source_workload="productpage-v1",destination_workload=~"reviews-v[123]"}))';

/** A third, with room for chance: a version that is left out, or has half of all, is seen. */
const A_THIRD = { expected: 1 / 3, min: 0.2, max: 0.47, confidence: 0.999 };

const versions = Object.entries(REVIEWS);

export default step({
  checks: [
    ...versions.map(([name, pod]) => ({
      says: `A third of the reviews comes from ${name}`,
      probe: shareByChance(200, REVIEWS_API, { body: `"podname":\\s*"${pod}` }, A_THIRD),
      hint: "kubectl get endpoints reviews must show three addresses.",
    })),
    {
      says: "Of 1000 pages each version of reviews has answered at least 250",
      probe: {
        kind: "prometheus",
        at: PROMETHEUS,
        query: FEWEST,
        wanted: { growsBy: 250 },
        after: { url: PRODUCT_PAGE, requests: 1000 },
      },
      timeoutMs: METRICS_MS,
      hint: `${PROMETHEUS}/targets: the job kubernetes-pods scrapes the sidecars, every 15 s.`,
    },
    {
      says: "productpage calls details and all versions of reviews by mutual TLS, and two of these call ratings",
      probe: calls(
        PROMETHEUS,
        [
          ["productpage-v1", "details-v1"],
          ["productpage-v1", "reviews-v1"],
          ["productpage-v1", "reviews-v2"],
          ["productpage-v1", "reviews-v3"],
          ["reviews-v2", "ratings-v1"],
          ["reviews-v3", "ratings-v1"],
        ].map(([from = "", to = ""]) => ({ from, to, mtls: true })),
        { after: { url: PRODUCT_PAGE, requests: 50 } },
      ),
      timeoutMs: METRICS_MS,
      hint: "./lab graph shows who calls whom.",
    },
    {
      says: "Kiali's graph shows productpage and the three versions of reviews",
      needs: "dashboards",
      probe: get(
        `${KIALI}/api/namespaces/graph?namespaces=${NAMESPACE}&graphType=versionedApp&duration=300s`,
        {
          body: allOf(
            '"app":\\s*"productpage"',
            ...versions.map(([name]) => `"workload":\\s*"reviews-${name}"`),
          ),
        },
      ),
      timeoutMs: METRICS_MS,
      hint: "The graph holds only what had traffic in its window: send some requests.",
    },
  ],
});
