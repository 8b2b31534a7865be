import { NAMESPACE } from "../apps/app.js";
import { catalogFault, readFault } from "../apps/fault.js";
import { has, inNode, inPod, onHost, share, shareByChance } from "../probes.js";
import { act, apply } from "../state.js";
import type { Step } from "../week.js";
import { CATALOG_URL, FAILED, OK, pollStatus } from "./load.js";
import { nodeNamespace } from "./node.js";
import { catalogRoute, retrySpec } from "./routing.js";

/** The app compares a number from 0 to 99 with `<=`, so 50 % is 51 % (weeks/week1.md 4.1). */
const FAULT_SHARE = 0.51;

const inCatalog = { namespace: NAMESPACE, pod: "deploy/catalog", container: "catalog" };
const activeAt = (percentage: number): string =>
  `(?=[\\s\\S]*"active":\\s*true)(?=[\\s\\S]*"percentage":\\s*${percentage}\\b)`;

const lookAtSwitch = `kubectl exec -n ${NAMESPACE} deploy/catalog -c catalog -- ${readFault.join(" ")}`;

/** Phase F: catalog fails, and retries hide it (weeks/week1.md 5). */
export const phaseF: readonly Step[] = [
  {
    id: "1.46",
    type: "M",
    title: "Make istioinaction the node's default namespace",
    lesson: "The book's chaos script calls kubectl without a namespace.",
    commands: [
      "docker exec myk8s-control-plane kubectl config view --minify -o jsonpath={..namespace}",
    ],
    patch: act(nodeNamespace),
    checks: [
      {
        says: "kubectl in the node uses istioinaction",
        needs: "node",
        probe: inNode(["kubectl", "config", "view", "--minify", "-o", "jsonpath={..namespace}"], {
          matches: `^${NAMESPACE}$`,
        }),
        hint: "docker exec myk8s-control-plane kubectl config get-contexts",
      },
    ],
    deviation: "Only chaos.sh needs it; the lab's own fault switch names its namespace.",
  },
  {
    id: "1.47",
    type: "F",
    title: "catalog fails every time",
    lesson: "One broken service is an error for every user, as long as nothing in between helps.",
    commands: [lookAtSwitch, pollStatus(0.5)],
    patch: act(catalogFault(100)),
    checks: [
      {
        says: "catalog's switch stands at 100 %",
        needs: "traffic",
        probe: inPod(inCatalog, readFault, { matches: activeAt(100) }),
        until: "1.48",
        hint: "The fault lives in the process: a restarted pod has forgotten it.",
      },
      {
        says: "20 of 20 requests fail with 500",
        needs: "traffic",
        probe: share(20, CATALOG_URL, FAILED, 1, 1),
        until: "1.48",
        hint: lookAtSwitch,
      },
    ],
    deviation:
      "The lab posts the rule of chaos.sh to catalog itself: no checkout and no terminal are needed for it.",
  },
  {
    id: "1.48",
    type: "F",
    title: "catalog fails half of the time",
    lesson:
      "Istio retries by default, but only failed connections and the like, never a plain 500.",
    commands: [lookAtSwitch, pollStatus(0.5), 'echo "search Jaeger for the tag error=true"'],
    patch: act(catalogFault(50)),
    checks: [
      {
        says: "catalog's switch stands at 50 %",
        needs: "traffic",
        probe: inPod(inCatalog, readFault, { matches: activeAt(50) }),
        until: "1.51",
        hint: "The fault lives in the process: a restarted pod has forgotten it.",
      },
      {
        says: "About half of 200 requests fail",
        needs: "traffic",
        probe: shareByChance(200, CATALOG_URL, FAILED, {
          expected: FAULT_SHARE,
          min: 0.4,
          max: 0.62,
          confidence: 0.995,
        }),
        until: "1.49",
        hint: lookAtSwitch,
      },
    ],
    deviation: "50 is 51 % in truth, because the app compares with less-or-equal.",
  },
  {
    id: "1.49",
    type: "M",
    title: "Retry failed calls to catalog",
    lesson:
      "Three more tries in webapp's sidecar lift success to about 93 %, without a line of code.",
    commands: [
      `kubectl get vs -n ${NAMESPACE} catalog -o yaml`,
      `istioctl proxy-config routes deploy/webapp.${NAMESPACE} --name 80 -o json`,
      pollStatus(0.5),
    ],
    patch: apply("routing", catalogRoute(retrySpec)),
    checks: [
      {
        says: "VirtualService catalog asks for three more tries on a 5xx, of 2 s each",
        needs: "objects",
        probe: has(`VirtualService/${NAMESPACE}/catalog`, { spec: { equals: retrySpec } }),
        until: "1.55",
        hint: `kubectl get vs -n ${NAMESPACE} catalog -o yaml`,
      },
      {
        says: "webapp's sidecar has the retry policy on its route to catalog",
        needs: "mesh",
        probe: onHost(
          ["istioctl", "proxy-config", "routes", `deploy/webapp.${NAMESPACE}`, "-o", "json"],
          {
            matches:
              '(?=[\\s\\S]*"retryOn": "5xx")(?=[\\s\\S]*"numRetries": 3,)(?=[\\s\\S]*"perTryTimeout": "2s")',
          },
        ),
        until: "1.55",
        hint: "istioctl proxy-status tells whether webapp is in sync.",
      },
      {
        says: "At least 85 % of 200 requests succeed, with the fault still on",
        needs: "traffic",
        probe: shareByChance(200, CATALOG_URL, OK, {
          expected: 1 - FAULT_SHARE ** 4,
          min: 0.85,
          max: 1,
          confidence: 0.9999,
        }),
        until: "1.51",
        hint: "The retries happen in webapp's sidecar: does webapp have one?",
      },
    ],
  },
];
