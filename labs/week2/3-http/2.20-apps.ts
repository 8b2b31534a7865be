import { NAMESPACE } from "../../apps/app.js";
import { ingressGateway } from "../../proxies.js";
import { all, allOf, apply, each, has, onHost, step } from "../../step.js";
import { apps } from "../apps.js";
import { webappEntry } from "../routing.js";
import { APPS, isUp, knowsPods } from "../store.js";

export default step({
  // the route leads somewhere now
  change: all(apps(), apply("routing", webappEntry)),
  checks: [
    ...APPS.map(({ name }) => isUp(name)),
    ...APPS.map(({ name, port }) => ({
      says: `The Service ${name} leads to port ${port} of its pod`,
      needs: "mesh" as const,
      probe: has(`Endpoints/${NAMESPACE}/${name}`, {
        subsets: each({ addresses: each({ targetRef: { kind: "Pod" } }), ports: each({ port }) }),
      }),
      until: "the end" as const,
      hint: `kubectl get pod -n ${NAMESPACE} -l app=${name} shows whether it is ready.`,
    })),
    {
      says: "catalog's and webapp's proxies and the gateway are in sync",
      probe: onHost(["istioctl", "proxy-status"], {
        matches: allOf(
          "^catalog-\\S+\\.istioinaction\\s+\\S+\\s+SYNCED\\s+SYNCED\\s+SYNCED\\s+SYNCED",
          "^webapp-\\S+\\.istioinaction\\s+\\S+\\s+SYNCED\\s+SYNCED\\s+SYNCED\\s+SYNCED",
          "^istio-ingressgateway-\\S+\\.istio-system\\s+\\S+\\s+SYNCED",
        ),
        lacks: "\\sSTALE\\s",
      }),
      until: "the next change",
      hint: "A proxy that is missing has lost istiod: kubectl logs -n istio-system deploy/istiod",
    },
    { ...knowsPods("The gateway", ingressGateway, 1), until: "2.22" },
  ],
});
