import { NAMESPACE } from "../../apps/app.js";
import { ingressGateway, sidecar } from "../../proxies.js";
import { available, step } from "../../step.js";
import { apps } from "../apps.js";
import { STARTS_MS } from "../calls.js";
import { APPS, knowsPods } from "../store.js";

export default step({
  change: apps(2),
  checks: [
    ...APPS.map(({ name }) => ({
      says: `${name} has two pods that are ready`,
      probe: available(NAMESPACE, name, { status: { readyReplicas: 2 } }),
      timeoutMs: STARTS_MS,
      until: "2.23" as const,
    })),
    ...[
      knowsPods("The gateway", ingressGateway, 2),
      ...APPS.map(({ name }) => knowsPods(`${name}'s proxy`, sidecar(name), 2)),
    ].map((check) => ({ ...check, until: "2.23" as const })),
  ],
});
