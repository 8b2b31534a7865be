import { NAMESPACE } from "../apps/app.js";
import { has, inPod } from "../probes.js";
import { mesh } from "../state.js";
import type { Step } from "../week.js";
import { M1 } from "./mesh.js";
import { dump, showDump, sidecarOf, WEBAPP } from "./store-proxies.js";

const INSTALLED = "IstioOperator/istio-system/installed-state";
const MODE = "spec.meshConfig.outboundTrafficPolicy.mode";

/** A file outside of the mesh that webapp's container downloads. */
const FILE =
  "https://raw.githubusercontent.com/gasida/KANS/refs/heads/main/msa/sock-shop-demo.yaml";
const inWebapp = { namespace: NAMESPACE, pod: "deploy/webapp", container: "webapp" };
const DOWNLOAD = ["wget", "-q", "-T", "5", "-O", "/dev/null", FILE] as const;
const TRY_DOWNLOAD = `kubectl exec -n ${NAMESPACE} deploy/webapp -c webapp -- ${DOWNLOAD.join(" ")}`;
/** An address that is nobody's (RFC 5737): what the proxy does with it needs no Internet. */
const UNKNOWN = "https://192.0.2.2/";
const SHOW_LOG = `kubectl logs -n ${NAMESPACE} deploy/webapp -c istio-proxy --tail 5`;
const SHOW_ROUTES = showDump("routes", WEBAPP, "--name", "80", "-o", "json");

/** Phase G, first half: who may call what is outside (weeks/week3.md 5). */
export const phaseGEgress: readonly Step[] = [
  {
    id: "3.26",
    type: "O",
    title: "Everything may be called",
    lesson:
      "By default a proxy lets through what it does not know: the mesh is open to the outside.",
    commands: [
      "kubectl get istiooperators -n istio-system -o json | jq '.items[].spec.meshConfig'",
      TRY_DOWNLOAD,
      SHOW_LOG,
    ],
    checks: [
      {
        says: "The installation sets no policy for outbound traffic",
        needs: "objects",
        probe: has(INSTALLED, { [MODE]: { absent: true } }),
        until: "3.27",
        hint: `kubectl get istiooperators -n istio-system installed-state -o yaml`,
      },
      {
        says: "webapp's proxy lets requests to unknown hosts through",
        needs: "mesh",
        probe: dump("routes", WEBAPP, ["--name", "80", "-o", "json"], {
          matches: '"name": "allow_any"',
        }),
        until: "3.27",
        hint: SHOW_ROUTES,
      },
      {
        says: "webapp's container can download a file from the Internet",
        needs: "internet",
        probe: inPod(inWebapp, DOWNLOAD),
        until: "3.27",
        hint: TRY_DOWNLOAD,
      },
    ],
  },
  {
    id: "3.27",
    type: "M",
    title: "Allow only what the mesh knows",
    lesson:
      "The connection opens, because the proxy takes it, and is cut: the host is not registered.",
    commands: [
      "kubectl get cm -n istio-system istio -o yaml",
      "istioctl proxy-status",
      TRY_DOWNLOAD,
      SHOW_LOG,
      showDump("cluster", WEBAPP, "--fqdn", "BlackHoleCluster", "-o", "json"),
    ],
    patch: mesh(M1),
    checks: [
      {
        says: "The installation has the mode REGISTRY_ONLY",
        needs: "objects",
        probe: has(INSTALLED, { [MODE]: { equals: "REGISTRY_ONLY" } }),
        until: "3.31",
        hint: `kubectl get istiooperators -n istio-system installed-state -o yaml`,
      },
      {
        says: "The mesh's settings have it too",
        needs: "objects",
        probe: has("ConfigMap/istio-system/istio", {
          "data.mesh": { contains: "mode: REGISTRY_ONLY" },
        }),
        until: "3.31",
        hint: "kubectl get cm -n istio-system istio -o yaml",
      },
      {
        says: "webapp's proxy blocks requests to unknown hosts, without a restart",
        needs: "mesh",
        probe: dump("routes", WEBAPP, ["--name", "80", "-o", "json"], {
          matches: '"name": "block_all"',
          lacks: '"name": "allow_any"',
        }),
        until: "3.31",
        hint: SHOW_ROUTES,
      },
      {
        says: "webapp's container can't download the file any more",
        needs: "internet",
        probe: inPod(inWebapp, ["sh", "-c", `! ${DOWNLOAD.join(" ")}`]),
        until: "3.31",
        hint: TRY_DOWNLOAD,
      },
      {
        says: "Its connection to an address that nobody knows is cut",
        needs: "traffic",
        inTurn: true,
        probe: inPod(inWebapp, ["sh", "-c", `! wget -q -T 5 -O /dev/null ${UNKNOWN}`]),
        until: "3.31",
        hint: TRY_DOWNLOAD,
      },
      {
        says: "Its proxy logs that this connection ended in BlackHoleCluster",
        needs: "traffic",
        inTurn: true,
        probe: {
          kind: "log",
          in: sidecarOf("webapp"),
          matches: "\\sUH\\s.*\\sBlackHoleCluster\\s.*192\\.0\\.2\\.2:443\\s",
        },
        until: "3.31",
        hint: TRY_DOWNLOAD,
      },
    ],
    deviation:
      "The notes install Istio anew with other flags; here the same installation gets one setting more. It reaches the proxies as it is, so nothing restarts, and the gateway keeps its node ports. A mode ALLOW_LIST, which the notes name, does not exist.",
  },
];
