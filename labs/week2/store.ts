import { NAMESPACE } from "../apps/app.js";
import type { CheckDraft } from "../checks.js";
import { hostOf } from "../apps/app.js";
import { available } from "../probes.js";
import { inUse, onPort, outbound, type Proxy } from "../proxies.js";
import { listOf, some, type TreeMap } from "../tree.js";
import { STARTS_MS } from "./calls.js";

/** The applications with the port of each one's container. */
export const APPS = [
  { name: "catalog", port: 3000 },
  { name: "webapp", port: 8080 },
] as const;

/** A Deployment of the exercises runs. */
export const isUp = (name: string, labels = `app=${name}`): CheckDraft => ({
  says: `${name} is available`,
  probe: available(NAMESPACE, name),
  timeoutMs: STARTS_MS,
  hint: `kubectl describe pod -n ${NAMESPACE} -l ${labels}`,
});

const withEndpoints = (name: string, port: number, pods: number): TreeMap => ({
  name: outbound(hostOf(name)),
  hostStatuses: listOf(pods, { ...onPort(port), ...inUse }),
});

/** A proxy has so many healthy endpoints of each application. */
export const knowsPods = (who: string, proxy: Proxy, pods: number): CheckDraft => ({
  says: `${who} knows ${pods === 1 ? "one healthy pod" : `${pods} healthy pods`} of each application`,
  probe: proxy.endpoints(
    undefined,
    some(...APPS.map(({ name, port }) => withEndpoints(name, port, pods))),
  ),
  hint: `kubectl get ep -n ${NAMESPACE}`,
});
