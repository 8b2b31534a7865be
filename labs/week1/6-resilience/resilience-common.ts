import { NAMESPACE } from "../../apps/app.js";
import { readFault } from "../../apps/fault.js";

/** The app compares a number from 0 to 99 with `<=`, so 50 % is 51 %. */
export const FAULT_SHARE = 0.51;

export const inCatalog = { namespace: NAMESPACE, pod: "deploy/catalog", container: "catalog" };

export const activeAt = (percentage: number): string =>
  `(?=[\\s\\S]*"active":\\s*true)(?=[\\s\\S]*"percentage":\\s*${percentage}\\b)`;

export const lookAtSwitch = `kubectl exec -n ${NAMESPACE} deploy/catalog -c catalog -- ${readFault.join(" ")}`;
