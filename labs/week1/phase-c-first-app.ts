import { NAMESPACE } from "../apps/app.js";
import { catalog } from "../apps/catalog.js";
import { webapp } from "../apps/webapp.js";
import type { KubeObject } from "../kube.js";
import { available, has, lacks, onHost } from "../probes.js";
import { all, apply } from "../state.js";
import type { Step } from "../week.js";

const namespace = (labels?: Readonly<Record<string, string>>): KubeObject => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: NAMESPACE, ...(labels === undefined ? {} : { labels }) },
});

const INJECTION = 'metadata.labels["istio-injection"]';
const CATALOG_MANIFEST = "services/catalog/kubernetes/catalog.yaml";

/** Phase C, first half: the first application gets into the mesh (weeks/week1.md 5). */
export const phaseCFirstApp: readonly Step[] = [
  {
    id: "1.16",
    type: "M",
    title: "Create the namespace istioinaction",
    lesson: "A new namespace is outside the mesh: nothing is injected until it is labelled.",
    commands: [`kubectl get ns ${NAMESPACE} --show-labels`],
    patch: apply("namespaces", namespace()),
    checks: [
      {
        says: "The namespace is active",
        needs: "objects",
        probe: has(`Namespace/${NAMESPACE}`, { "status.phase": { equals: "Active" } }),
        hint: "A namespace that is still terminating blocks a new one of its name.",
      },
      {
        says: "It has no injection label yet",
        needs: "objects",
        probe: has(`Namespace/${NAMESPACE}`, { [INJECTION]: { absent: true } }),
        until: "1.20",
        hint: "kubectl get ns --show-labels",
      },
    ],
  },
  {
    id: "1.17",
    type: "O",
    title: "Read catalog's manifest",
    lesson: "The application's files know nothing of Istio: an account, a Service, a Deployment.",
    commands: [`cat ${CATALOG_MANIFEST}`, "./lab show 1.21"],
    checks: [
      {
        says: "The manifest has three objects",
        needs: "book",
        probe: onHost(["grep", "-c", "^kind:", CATALOG_MANIFEST], { matches: "^3$" }),
        hint: "The labs expect the pinned commit of step 1.1.",
      },
      {
        says: "The Service leads to port 3000, and the Deployment is labelled app and version",
        needs: "book",
        probe: onHost(["cat", CATALOG_MANIFEST], {
          matches:
            "(?=[\\s\\S]*targetPort: 3000$)(?=[\\s\\S]*app: catalog$)(?=[\\s\\S]*version: v1$)",
        }),
        hint: "The labs expect the pinned commit of step 1.1.",
      },
    ],
  },
  {
    id: "1.18",
    type: "O",
    title: "See what injection would add",
    lesson:
      "kube-inject prints what the webhook does to a pod: a proxy, an init container, volumes.",
    commands: [`istioctl kube-inject -f ${CATALOG_MANIFEST}`],
    checks: [
      {
        says: "The printed Deployment has istio-proxy and istio-init",
        needs: "book",
        probe: onHost(["istioctl", "kube-inject", "-f", CATALOG_MANIFEST], {
          matches: "(?=[\\s\\S]*name: istio-proxy$)(?=[\\s\\S]*name: istio-init$)",
        }),
        hint: "kube-inject reads the injector's template from the cluster.",
      },
      {
        says: "Nothing was applied: there is no Deployment catalog",
        needs: "objects",
        probe: lacks(`Deployment/${NAMESPACE}/catalog`),
        until: "1.21",
        hint: "lab status shows the step of the lab.",
      },
    ],
  },
  {
    id: "1.19",
    type: "O",
    title: "Look at the injection webhooks",
    lesson:
      "The API server asks istiod about each new pod whose namespace or own label asks for it.",
    commands: ["kubectl get mutatingwebhookconfiguration"],
    checks: ["istio-sidecar-injector", "istio-revision-tag-default"].map((name) => ({
      says: `${name} has four webhooks`,
      needs: "mesh" as const,
      probe: has(`MutatingWebhookConfiguration/${name}`, { webhooks: { length: 4 } }),
      hint: `kubectl get mutatingwebhookconfiguration ${name} -o yaml`,
    })),
  },
  {
    id: "1.20",
    type: "M",
    title: "Switch automatic injection on",
    lesson: "The label works on pods created after it; those that run already stay as they are.",
    commands: ["kubectl get ns --show-labels"],
    patch: apply("namespaces", namespace({ "istio-injection": "enabled" })),
    checks: [
      {
        says: "The namespace asks for injection",
        needs: "objects",
        probe: has(`Namespace/${NAMESPACE}`, { [INJECTION]: { equals: "enabled" } }),
        hint: "kubectl get ns --show-labels",
      },
      ...["istio-system", "default"].map((name) => ({
        says: `The namespace ${name} does not`,
        needs: "objects" as const,
        probe: has(`Namespace/${name}`, { [INJECTION]: { absent: true } }),
        hint: `kubectl label namespace ${name} istio-injection- takes a stray label away.`,
      })),
    ],
  },
  {
    id: "1.21",
    type: "M",
    title: "Deploy catalog and webapp",
    lesson:
      "First the label, then the pods: in the other order they would start without a sidecar.",
    commands: [`kubectl get deploy,svc,sa -n ${NAMESPACE}`],
    patch: all(apply("catalog", ...catalog), apply("webapp", ...webapp)),
    checks: (
      [
        ["catalog", 3000],
        ["webapp", 8080],
      ] as const
    ).flatMap(([name, targetPort]) => [
      {
        says: `${name} is available with one pod`,
        needs: "objects" as const,
        probe: available(NAMESPACE, name, { "status.readyReplicas": { equals: 1 } }),
        timeoutMs: 120_000,
        hint: `kubectl describe pod -n ${NAMESPACE} -l app=${name}`,
      },
      {
        says: `The Service ${name} leads from port 80 to ${targetPort}`,
        needs: "objects" as const,
        probe: has(`Service/${NAMESPACE}/${name}`, {
          "spec.ports[port=80].targetPort": { equals: targetPort },
          "spec.selector": { equals: { app: name } },
        }),
        hint: `kubectl get svc -n ${NAMESPACE} ${name} -o yaml`,
      },
      {
        says: `${name} has its own service account`,
        needs: "objects" as const,
        probe: has(`ServiceAccount/${NAMESPACE}/${name}`),
        hint: `kubectl get sa -n ${NAMESPACE}`,
      },
    ]),
  },
];
