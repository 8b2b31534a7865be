import { NAMESPACE } from "../apps/app.js";
import { netshoot } from "../apps/netshoot.js";
import { get, has, onHost } from "../probes.js";
import { apply } from "../state.js";
import type { Step } from "../week.js";
import { firstItem, items } from "./load.js";

const fromNetshoot = { namespace: "default", pod: "netshoot" };

/** One line per pod: which containers are ready, and from which images. */
const PODS =
  '{range .items[*]}{.metadata.name}:{range .status.containerStatuses[*]} {.name}={.ready}{end} {.spec.containers[*].image}{"\\n"}{end}';
/** A line of a pod that lacks its application, its sidecar, or the sidecar's right version. */
const WITHOUT_SIDECAR =
  "^(?!(?=.* (?:catalog|webapp)=true)(?=.* istio-proxy=true)(?=.*/proxyv2:1\\.17\\.8)).+$";

/** Phase C, second half: what the first application looks like from inside (weeks/week1.md 5). */
export const phaseCInside: readonly Step[] = [
  {
    id: "1.22",
    type: "O",
    title: "Each pod has two containers",
    lesson: "2/2 is the application and its Envoy.",
    commands: [`kubectl get pod -n ${NAMESPACE}`],
    checks: [
      {
        says: "Every pod runs its application and an istio-proxy 1.17.8, both ready",
        needs: "mesh",
        probe: onHost(["kubectl", "get", "pod", "-n", NAMESPACE, "-o", `jsonpath=${PODS}`], {
          matches: "^catalog-[\\s\\S]*^webapp-",
          lacks: WITHOUT_SIDECAR,
        }),
        timeoutMs: 120_000,
        hint: "A pod from before the label has no sidecar; deleting it brings one that has.",
      },
    ],
  },
  {
    id: "1.23",
    type: "O",
    title: "Compare the template with the live pod",
    lesson: "Injection changes the pod on its way in; the Deployment stays as it was written.",
    commands: [
      `kubectl get deploy -n ${NAMESPACE} catalog -o jsonpath="{.spec.template.spec}" | jq`,
      `kubectl get pod -n ${NAMESPACE} -l app=catalog -o jsonpath="{.items[0].spec}" | jq`,
    ],
    checks: [
      {
        says: "catalog's template has one container",
        needs: "objects",
        probe: has(`Deployment/${NAMESPACE}/catalog`, {
          "spec.template.spec.containers": { length: 1 },
        }),
        hint: "kube-inject output that was applied by hand would have two.",
      },
      {
        says: "catalog's pod has a proxy, the init container istio-init, and the label for mutual TLS",
        needs: "mesh",
        probe: onHost(
          [
            ...["kubectl", "get", "pod", "-n", NAMESPACE, "-l", "app=catalog,version=v1", "-o"],
            'jsonpath={range .items[*]}{.spec.containers[*].name} | {.spec.initContainers[*].name} | {.metadata.labels.security\\.istio\\.io/tlsMode}{"\\n"}{end}',
          ],
          {
            matches:
              "^(?:catalog istio-proxy|istio-proxy catalog) \\| (?:.* )?istio-init \\| istio$",
          },
        ),
        hint: `kubectl get pod -n ${NAMESPACE} -l app=catalog -o yaml`,
      },
    ],
  },
  {
    id: "1.24",
    type: "M",
    title: "Start a client outside the mesh",
    lesson: "The namespace default is not labelled, so netshoot stays a plain pod.",
    commands: ["kubectl get pod netshoot"],
    patch: apply("netshoot", netshoot),
    checks: [
      {
        says: "netshoot is ready and has exactly one container",
        needs: "objects",
        probe: has("Pod/default/netshoot", {
          "status.conditions[type=Ready].status": { equals: "True" },
          "spec.containers": { length: 1 },
        }),
        timeoutMs: 120_000,
        hint: "Two containers mean that the namespace default has the injection label.",
      },
    ],
    deviation:
      "The pull policy is IfNotPresent: without one, and without a tag, each start would ask Docker Hub for an image that the lab has pulled already.",
  },
  {
    id: "1.25",
    type: "O",
    title: "Look at the Services and their endpoints",
    lesson: "Istio takes its endpoints from here: the Service's port 80, the pod's own port.",
    commands: [`kubectl get svc,ep -n ${NAMESPACE}`],
    checks: [
      {
        says: "catalog has one endpoint",
        needs: "objects",
        probe: has(`Endpoints/${NAMESPACE}/catalog`, {
          "subsets[0].addresses": { length: 1 },
        }),
        until: "1.50",
        hint: `kubectl describe ep -n ${NAMESPACE} catalog`,
      },
      ...(
        [
          ["catalog", 3000],
          ["webapp", 8080],
        ] as const
      ).map(([name, port]) => ({
        says: `The endpoints of ${name} are on port ${port}`,
        needs: "objects" as const,
        probe: has(`Endpoints/${NAMESPACE}/${name}`, {
          "subsets[0].ports[0].port": { equals: port },
        }),
        hint: `kubectl describe ep -n ${NAMESPACE} ${name}`,
      })),
      {
        says: "webapp has one endpoint",
        needs: "objects",
        probe: has(`Endpoints/${NAMESPACE}/webapp`, { "subsets[0].addresses": { length: 1 } }),
        hint: `kubectl describe ep -n ${NAMESPACE} webapp`,
      },
    ],
  },
  {
    id: "1.26",
    type: "L",
    title: "Call both applications from inside",
    lesson: "A client without a sidecar is served as well: mutual TLS is permissive by default.",
    commands: [
      "kubectl exec netshoot -- curl -s http://catalog.istioinaction/items/1 | jq",
      "kubectl exec netshoot -- curl -s http://webapp.istioinaction/api/catalog/items/1 | jq",
    ],
    checks: [
      "http://catalog.istioinaction/items/1",
      "http://webapp.istioinaction/api/catalog/items/1",
    ].map((url) => ({
      says: `netshoot gets item 1 from ${url}`,
      needs: "traffic" as const,
      probe: get(url, { from: fromNetshoot, json: firstItem }),
      until: "1.47" as const,
      hint: "kubectl logs -n istioinaction deploy/webapp -c istio-proxy",
    })),
  },
  {
    id: "1.27",
    type: "L",
    title: "Reach webapp by port-forward",
    lesson:
      "A forward goes to the pod itself, past Service and gateway: good for a look, not for users.",
    commands: [
      `kubectl port-forward -n ${NAMESPACE} deploy/webapp 8080:8080`,
      "curl -s http://127.0.0.1:8080/api/catalog | jq",
    ],
    checks: [
      {
        says: "webapp answers with the catalog by a port-forward to its pod",
        needs: "traffic",
        probe: get("http://127.0.0.1:8080/api/catalog", {
          through: { namespace: NAMESPACE, pod: "deploy/webapp" },
          json: items,
        }),
        until: "1.47",
        hint: "kubectl logs -n istioinaction deploy/webapp -c webapp",
      },
    ],
    deviation: "The check takes any free port of the host: 8080 may be taken.",
  },
];
