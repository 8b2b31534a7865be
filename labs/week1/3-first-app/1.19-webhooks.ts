import { has } from "../../probes.js";
import { step } from "../../step.js";
import { listOf } from "../../tree.js";

export default step({
  checks: ["istio-sidecar-injector", "istio-revision-tag-default"].map((name) => ({
    says: `${name} has four webhooks`,
    needs: "mesh" as const,
    probe: has(`MutatingWebhookConfiguration/${name}`, { webhooks: listOf(4) }),
  })),
});
