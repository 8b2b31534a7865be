import { isWebhookConfiguration } from "../../labs/webhooks.js";
import { keyOf, titleOf } from "../../labs/kube.js";
import type { Problem } from "./problem.js";
import { declaredKeys, type Snapshot } from "./snapshot.js";

interface Webhook {
  readonly clientConfig?: { readonly caBundle?: string; readonly service?: object };
}

/** What is told of a webhook that nobody can call yet. */
export const NOT_CALLED = "webhook-not-called";

/**
 * Webhooks of the lab that the API server can't call, since istiod has not given them its CA: one that was made again,
 * or emptied by hand. Pods that are made meanwhile get no sidecar.
 */
export function webhooks(snapshot: Snapshot): Problem[] {
  const keys = declaredKeys(snapshot);
  return snapshot.live
    .filter((object) => isWebhookConfiguration(object) && keys.has(keyOf(object)))
    .filter((object) =>
      ((object["webhooks"] ?? []) as readonly Webhook[]).some(
        ({ clientConfig }) =>
          clientConfig?.service !== undefined && (clientConfig.caBundle ?? "") === "",
      ),
    )
    .map((object) => ({
      ...{ code: NOT_CALLED, object: keyOf(object), weight: "fault", cure: { how: "wait" } },
      says: `${titleOf(keyOf(object))} has no CA of istiod, so the API server can't call it`,
    }));
}
