import { NAMESPACE } from "../../apps/app.js";
import { readFault } from "../../apps/fault.js";
import type { CheckDraft } from "../../checks.js";
import { allOf } from "../../expressions.js";
import { inPod } from "../../probes.js";

/** The app compares a number from 0 to 99 with `<=`, so 50 % is 51 %. */
export const FAULT_SHARE = 0.51;

const inCatalog = { namespace: NAMESPACE, pod: "deploy/catalog", container: "catalog" };

const activeAt = (percentage: number): string =>
  allOf(`"active":\\s*true`, `"percentage":\\s*${percentage}\\b`);

export const lookAtSwitch = `kubectl exec -n ${NAMESPACE} deploy/catalog -c catalog -- ${readFault.join(" ")}`;

/** The switch stands where the step has put it, in percent. */
export const switchStandsAt = (percentage: number): CheckDraft => ({
  says: `catalog's switch stands at ${percentage} %`,
  probe: inPod(inCatalog, readFault, { matches: activeAt(percentage) }),
  hint: "The fault lives in the process: a restarted pod has forgotten it.",
});
