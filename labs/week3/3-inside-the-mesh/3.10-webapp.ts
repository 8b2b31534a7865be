import { NAMESPACE } from "../../apps/app.js";
import { FROM_V2, OK } from "../../apps/catalog-answers.js";
import { webapp } from "../../apps/webapp.js";
import { madeBy, sidecar } from "../../proxies.js";
import {
  all,
  apply,
  available,
  count,
  nowhere,
  share,
  shareByChance,
  somewhere,
  step,
} from "../../step.js";
import { CATALOG_HOST, storeEntry, storeGateway } from "../catalog-routing.js";
import { removeAll } from "../clear.js";
import { STORE, STORE_URL } from "../store-calls.js";

/** Kinds of which 3.10 leaves none or one, how many, and until when. */
const LEFT = [
  ["gateways", "one Gateway", 1, "3.31"],
  ["virtualservices", "one VirtualService", 1, "3.12"],
  ["destinationrules", "no DestinationRule", 0, "3.12"],
] as const;

export default step({
  change: all(
    removeAll("Gateway", "VirtualService", "DestinationRule"),
    apply("webapp", ...webapp),
    apply("routing", storeGateway, storeEntry),
  ),
  checks: [
    {
      says: "webapp is available with one pod",
      probe: available(NAMESPACE, "webapp", { status: { readyReplicas: 1 } }),
      timeoutMs: 120_000,
      hint: `kubectl describe pod -n ${NAMESPACE} -l app=webapp`,
    },
    ...LEFT.map(([kind, what, number, until]) => ({
      says: `There is ${what}`,
      probe: count(`${kind}.networking.istio.io`, number, { namespace: NAMESPACE }),
      until,
      hint: `kubectl get gw,vs,dr -n ${NAMESPACE}`,
    })),
    {
      says: "webapp's proxy steers its calls to catalog by no VirtualService",
      probe: sidecar("webapp").routes(
        "80",
        somewhere({ name: `${CATALOG_HOST}:80`, routes: nowhere(madeBy("catalog")) }),
      ),
    },
    {
      says: "20 of 20 requests are answered with 200",
      probe: share(20, STORE_URL, OK, 1, 1, STORE),
      until: "3.17",
      hint: `kubectl logs -n ${NAMESPACE} deploy/webapp -c webapp`,
    },
    {
      says: "Both versions of catalog are behind them, each at least one request in eight",
      probe: shareByChance(
        40,
        STORE_URL,
        FROM_V2,
        { expected: 0.5, min: 0.125, max: 0.875, confidence: 0.9999 },
        STORE,
      ),
      hint: `kubectl get ep -n ${NAMESPACE} catalog must show two addresses.`,
      until: "it changes again",
    },
  ],
});
