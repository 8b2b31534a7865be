import { step } from "../../step.js";
import { CATALOG_URL } from "../load.js";
import { JAEGER, METRICS_MS } from "./addons.js";

/** Of so many requests at least one is traced, 999 times of 1000: 1 % are. */
const TRACED_REQUESTS = 700;

export default step({
  checks: [
    {
      says: "Jaeger knows the gateway, webapp and catalog",
      probe: {
        kind: "jaeger",
        at: JAEGER,
        services: ["istio-ingressgateway", "webapp", "catalog"],
        after: { url: CATALOG_URL, requests: TRACED_REQUESTS },
      },
      timeoutMs: METRICS_MS,
      hint: "One request in a hundred is traced: ./lab load start load sends ten a second.",
    },
  ],
});
