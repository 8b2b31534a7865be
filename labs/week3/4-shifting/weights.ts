import type { CheckDraft } from "../../checks.js";
import { sidecar } from "../../proxies.js";
import { somewhere } from "../../tree.js";
import { subsetOf } from "../store-proxies.js";

/** The proxy of catalog's caller has what the VirtualService says. */
export const proxyHasWeights = (v1: number, v2: number): CheckDraft => ({
  says: "webapp's proxy has the weights too",
  probe: sidecar("webapp").routes(
    "80",
    somewhere({
      weightedClusters: {
        clusters: [
          { name: subsetOf("v1"), weight: v1 },
          { name: subsetOf("v2"), weight: v2 },
        ],
      },
    }),
  ),
});
