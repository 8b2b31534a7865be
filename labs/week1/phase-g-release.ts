import { NAMESPACE } from "../apps/app.js";
import { catalogV2 } from "../apps/catalog.js";
import { CATALOG_FAULT, readFault } from "../apps/fault.js";
import { available, count, has, inPod, onHost, share, shareByChance } from "../probes.js";
import { apply, undo } from "../state.js";
import type { Step } from "../week.js";
import { CATALOG_URL, FROM_V2, FROM_V2_ALL_ITEMS, OK, pollBody } from "./load.js";
import { allToV1Spec, catalogRoute, darkLaunchSpec, subsets, subsetsSpec } from "./routing.js";

const ROUTE_KEY = `VirtualService/${NAMESPACE}/catalog`;
const showRoute = `kubectl get vs -n ${NAMESPACE} catalog -o yaml`;

/** Phase G: catalog v2 is deployed first and released later (weeks/week1.md 5). */
export const phaseG: readonly Step[] = [
  {
    id: "1.50",
    type: "M",
    title: "Deploy catalog v2",
    lesson: "The Service selects by app alone, so v2 gets requests the moment it is ready.",
    commands: [
      `kubectl get deploy,pod,ep -n ${NAMESPACE}`,
      `kubectl get pod -n ${NAMESPACE} --show-labels`,
    ],
    patch: apply("catalog", catalogV2),
    checks: [
      {
        says: "catalog-v2 is available with one pod, and shows images",
        needs: "objects",
        probe: available(NAMESPACE, "catalog-v2", {
          "status.readyReplicas": { equals: 1 },
          "spec.template.spec.containers[name=catalog].env[name=SHOW_IMAGE].value": {
            equals: "true",
          },
        }),
        timeoutMs: 120_000,
        hint: `kubectl describe pod -n ${NAMESPACE} -l version=v2`,
      },
      {
        says: "The Service catalog has two endpoints",
        needs: "objects",
        probe: has(`Endpoints/${NAMESPACE}/catalog`, { "subsets[0].addresses": { length: 2 } }),
        timeoutMs: 120_000,
        hint: `kubectl describe ep -n ${NAMESPACE} catalog`,
      },
    ],
    deviation: "The fault of 1.48 stays in v1 only, also for a lab that comes here by another way.",
  },
  {
    id: "1.51",
    type: "F",
    title: "Repair catalog",
    lesson: "The fault leaves the process as it came: by its switch, and no pod is restarted.",
    commands: [
      `kubectl exec -n ${NAMESPACE} deploy/catalog -c catalog -- ${readFault.join(" ")}`,
      `kubectl exec -n ${NAMESPACE} deploy/catalog-v2 -c catalog -- ${readFault.join(" ")}`,
    ],
    patch: undo(CATALOG_FAULT),
    checks: [
      ...["catalog", "catalog-v2"].map((name) => ({
        says: `The switch of ${name} is off`,
        needs: "traffic" as const,
        probe: inPod(
          { namespace: NAMESPACE, pod: `deploy/${name}`, container: "catalog" },
          readFault,
          { lacks: '"active":\\s*true' },
        ),
        hint: `kubectl rollout restart -n ${NAMESPACE} deploy/${name} clears any fault.`,
      })),
      {
        says: "50 of 50 requests succeed",
        needs: "traffic",
        probe: share(50, CATALOG_URL, OK, 1, 1),
        hint: `kubectl get pod -n ${NAMESPACE}`,
      },
    ],
  },
  {
    id: "1.52",
    type: "M",
    title: "Name the versions as subsets",
    lesson:
      "A DestinationRule gives the versions names that routes can use; alone it steers nothing.",
    commands: [
      `kubectl get dr -n ${NAMESPACE} catalog -o yaml`,
      `istioctl proxy-config cluster deploy/webapp.${NAMESPACE} --fqdn catalog.${NAMESPACE}.svc.cluster.local`,
    ],
    patch: apply("routing", subsets),
    checks: [
      {
        says: "DestinationRule catalog has the subsets version-v1 and version-v2",
        needs: "objects",
        probe: has(`DestinationRule/${NAMESPACE}/catalog`, { spec: { equals: subsetsSpec } }),
        hint: `kubectl get dr -n ${NAMESPACE} catalog -o yaml`,
      },
      ...["version-v1", "version-v2"].map((subset) => ({
        says: `webapp's sidecar has a cluster for ${subset}`,
        needs: "mesh" as const,
        probe: onHost(["istioctl", "proxy-config", "cluster", `deploy/webapp.${NAMESPACE}`], {
          matches: `^catalog\\.${NAMESPACE}\\.svc\\.cluster\\.local\\s+80\\s+${subset}\\s+outbound`,
        }),
        hint: "istioctl proxy-status tells whether webapp is in sync.",
      })),
    ],
    deviation: "The notes head this step `v1 only`; nothing is restricted before 1.55.",
  },
  {
    id: "1.53",
    type: "O",
    title: "List the routing objects",
    lesson: "The VirtualService without a gateway is for calls within the mesh.",
    commands: [`kubectl get gw,vs,dr -n ${NAMESPACE}`],
    checks: (
      [
        ["gateways", "There is one Gateway", 1],
        ["virtualservices", "There are two VirtualServices", 2],
        ["destinationrules", "There is one DestinationRule", 1],
      ] as const
    ).map(([kind, says, number]) => ({
      says,
      needs: "objects" as const,
      probe: count(`${kind}.networking.istio.io`, number, { namespace: NAMESPACE }),
      hint: `kubectl get gw,vs,dr -n ${NAMESPACE}`,
    })),
  },
  {
    id: "1.54",
    type: "L",
    title: "Both versions answer",
    lesson: "With nothing steered, requests fall on both versions alike: some answers have images.",
    commands: [pollBody()],
    checks: [
      {
        says: "Between a quarter and three quarters of 100 answers have images",
        needs: "traffic",
        probe: shareByChance(100, CATALOG_URL, FROM_V2, {
          expected: 0.5,
          min: 0.25,
          max: 0.75,
          confidence: 0.9999,
        }),
        until: "1.55",
        hint: `kubectl get ep -n ${NAMESPACE} catalog must show two addresses.`,
      },
    ],
  },
  {
    id: "1.55",
    type: "M",
    title: "Send everyone to v1",
    lesson: "Deploying is not releasing: v2 runs, and no user sees it.",
    commands: [showRoute],
    patch: apply("routing", catalogRoute(allToV1Spec)),
    checks: [
      {
        says: "VirtualService catalog sends everything to version-v1",
        needs: "objects",
        probe: has(ROUTE_KEY, { spec: { equals: allToV1Spec } }),
        until: "1.57",
        hint: showRoute,
      },
      {
        says: "Its retries are gone",
        needs: "objects",
        probe: has(ROUTE_KEY, { "spec.http[0].retries": { absent: true } }),
        hint: "The new spec replaces the old one as a whole.",
      },
    ],
  },
  {
    id: "1.56",
    type: "L",
    title: "Only v1 answers",
    lesson: "One object decides who sees what, and users notice nothing of the deployment.",
    commands: [pollBody()],
    checks: [
      {
        says: "None of 50 answers has images",
        needs: "traffic",
        probe: share(50, CATALOG_URL, FROM_V2, 0, 0),
        hint: `Errors mean that a subset selects no pod: kubectl get vs,dr -n ${NAMESPACE} catalog -o yaml`,
      },
    ],
  },
  {
    id: "1.57",
    type: "M",
    title: "Dark launch of v2 by header",
    lesson: "The first rule that matches wins: testers with the header get v2, all others v1.",
    commands: [showRoute],
    patch: apply("routing", catalogRoute(darkLaunchSpec)),
    checks: [
      {
        says: "VirtualService catalog has two rules, the first for the header x-dark-launch: v2",
        needs: "objects",
        probe: has(ROUTE_KEY, {
          "spec.http": { length: 2 },
          'spec.http[0].match[0].headers["x-dark-launch"].exact': { equals: "v2" },
          "spec.http[0].route[0].destination.subset": { equals: "version-v2" },
          "spec.http[1].match": { absent: true },
          "spec.http[1].route[0].destination.subset": { equals: "version-v1" },
        }),
        hint: showRoute,
      },
    ],
  },
  {
    id: "1.58",
    type: "L",
    title: "Without the header: v1",
    lesson: "Whoever does not ask for the new version never meets it.",
    commands: [pollBody()],
    checks: [
      {
        says: "None of 50 answers has images",
        needs: "traffic",
        probe: share(50, CATALOG_URL, FROM_V2, 0, 0),
        hint: showRoute,
      },
      {
        says: "Nor has one with another value of the header",
        needs: "traffic",
        probe: share(50, CATALOG_URL, FROM_V2, 0, 0, { headers: { "x-dark-launch": "v1" } }),
        hint: "The match is exact.",
      },
    ],
  },
  {
    id: "1.59",
    type: "L",
    title: "With the header: v2",
    lesson: "The header must survive webapp, which passes on what starts with x-.",
    commands: [pollBody(' -H "x-dark-launch: v2"')],
    checks: [
      {
        says: "All of 50 answers have images on all four items",
        needs: "traffic",
        probe: share(50, CATALOG_URL, FROM_V2_ALL_ITEMS, 1, 1, {
          headers: { "x-dark-launch": "v2" },
        }),
        hint: "An application that drops unknown headers breaks every dark launch behind it.",
      },
    ],
  },
];
