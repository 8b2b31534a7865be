import { has } from "../../probes.js";
import { step } from "../../step.js";

export default step({
  checks: ["istio-sidecar-injector", "istio-revision-tag-default"].map((name) => ({
    says: `${name} has four webhooks`,
    needs: "mesh" as const,
    probe: has(`MutatingWebhookConfiguration/${name}`, { webhooks: { length: 4 } }),
  })),
});
