import { NAMESPACE } from "../../apps/app.js";
import { catalog } from "../../apps/catalog.js";
import { webapp } from "../../apps/webapp.js";
import { all, apply, available, step } from "../../step.js";

export default step({
  change: all(apply("catalog", ...catalog), apply("webapp", ...webapp)),
  checks: ["catalog", "webapp"].map((name) => ({
    says: `${name} is available with one pod`,
    probe: available(NAMESPACE, name, { status: { readyReplicas: 1 } }),
    timeoutMs: 120_000,
    hint: `kubectl describe pod -n ${NAMESPACE} -l app=${name}`,
  })),
});
