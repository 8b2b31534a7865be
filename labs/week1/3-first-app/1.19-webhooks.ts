import { has, listOf, step } from "../../step.js";

export default step({
  checks: ["istio-sidecar-injector", "istio-revision-tag-default"].map((name) => ({
    says: `${name} has four webhooks`,
    needs: "mesh" as const,
    probe: has(`MutatingWebhookConfiguration/${name}`, { webhooks: listOf(4) }),
  })),
});
