import type { KubeObject } from "./kube.js";

/** The fields of its webhooks that istiod writes once it answers: never the lab's, and never drift. */
export const WRITTEN_BY_ISTIOD: readonly string[] = [
  "webhooks[*].clientConfig.caBundle",
  "webhooks[*].failurePolicy",
];

const KINDS = new Set(["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"]);

/** Whether an object is one whose webhooks istiod writes to. */
export const isWebhookConfiguration = ({ kind }: Pick<KubeObject, "kind">): boolean =>
  KINDS.has(kind);

/** Whether a field of a webhook configuration, such as `webhooks[0].failurePolicy`, is istiod's. */
export const isWrittenByIstiod = (path: string): boolean =>
  WRITTEN_BY_ISTIOD.includes(path.replace(/\[\d+\]/, "[*]"));
