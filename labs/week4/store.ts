import { NAMESPACE } from "../apps/app.js";
import { catalog, CATALOG_PORT } from "../apps/catalog.js";
import { webapp, WEBAPP_PORT } from "../apps/webapp.js";
import type { CheckDraft } from "../checks.js";
import { all, apply, available, each, has, type Patch } from "../step.js";
import { storeEntry, storeGateway } from "./routing.js";

/** catalog, webapp, and the way to it from outside (4.1). */
export const store: Patch = all(
  apply("catalog", ...catalog),
  apply("webapp", ...webapp),
  apply("routing", storeGateway, storeEntry),
);

/** An application runs, and its Service leads to it. */
const isUp = (name: string, port: number): CheckDraft[] => [
  {
    says: `${name} is available`,
    probe: available(NAMESPACE, name),
    timeoutMs: 120_000,
    hint: `kubectl describe pod -n ${NAMESPACE} -l app=${name}`,
  },
  {
    says: `The Service ${name} leads to port ${port} of its pod`,
    needs: "mesh",
    probe: has(`Endpoints/${NAMESPACE}/${name}`, {
      subsets: each({ addresses: each({ targetRef: { kind: "Pod" } }), ports: each({ port }) }),
    }),
    until: "the end",
    hint: `kubectl get pod -n ${NAMESPACE} -l app=${name} shows whether it is ready.`,
  },
];

/** Both applications run. */
export const appsAreUp: readonly CheckDraft[] = [
  ...isUp("catalog", CATALOG_PORT),
  ...isUp("webapp", WEBAPP_PORT),
];
