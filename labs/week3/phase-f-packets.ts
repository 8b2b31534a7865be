import { NAMESPACE } from "../apps/app.js";
import { has, inNode } from "../probes.js";
import { apply } from "../state.js";
import type { Step } from "../week.js";
import { CATALOG_HOST } from "./catalog-routing.js";
import { plainText } from "./mesh-objects.js";
import { CURL_STORE, STORE } from "./store-calls.js";
import { dump, showDump, WEBAPP } from "./store-proxies.js";

const NODE = "myk8s-control-plane";

const podIp = (labels: string): string =>
  `kubectl get pod -n ${NAMESPACE} -l ${labels} -o jsonpath='{.items[0].status.podIP}'`;

/** The name of a pod's network device in the node, as `ip route` tells it without colours. */
const deviceOf = (labels: string): string =>
  `docker exec ${NODE} ip route get $(${podIp(labels)}) | awk '{ print $3 }'`;

const sniff = (labels: string, port: number): string =>
  `docker exec ${NODE} ngrep -tW byline -d $(${deviceOf(labels)}) '' 'tcp port ${port}'`;

const CATALOG_V2 = "app=catalog,version=v2";

/** Reads the first mirrored packet on any device of the node, while some requests come in at its own address. */
const CATCH_SHADOW = [
  `(for i in 1 2 3 4 5; do sleep 1; curl -s -o /dev/null -H "Host: ${STORE.headers.Host}" "http://$(hostname -i | grep -o '[0-9.]*[.][0-9.]*'):30000/api/catalog"; done) &`,
  "timeout 20 ngrep -q -W byline -d any -n 1 shadow 'tcp port 3000'; wait",
].join(" ");

/** Phase F, last part: what really goes over the wire (weeks/week3.md 5). */
export const phaseFPackets: readonly Step[] = [
  {
    id: "3.25",
    type: "M",
    title: "Look at mirrored packets",
    lesson: "v2 does answer; webapp's proxy drops the answer, and only plain text lets one see it.",
    commands: [
      "kubectl get peerauthentication -n istio-system",
      sniff(CATALOG_V2, 3000),
      sniff("app=webapp", 8080),
      sniff("app=webapp", 3000),
      CURL_STORE,
    ],
    patch: apply("routing", plainText),
    checks: [
      {
        says: "PeerAuthentication default switches mutual TLS off in the whole mesh",
        needs: "objects",
        probe: has("PeerAuthentication/istio-system/default", {
          "spec.mtls.mode": { equals: "DISABLE" },
        }),
        until: "3.31",
        hint: "kubectl get peerauthentication -A",
      },
      {
        says: "webapp's proxy calls catalog without TLS",
        needs: "mesh",
        probe: dump("cluster", WEBAPP, ["--fqdn", CATALOG_HOST, "-o", "json"], {
          matches: `"name": "outbound\\|80\\|`,
          lacks: "tlsMode-istio",
        }),
        until: "3.31",
        hint: showDump("cluster", WEBAPP, "--fqdn", CATALOG_HOST, "-o", "json"),
      },
      {
        says: "A mirrored request can be read on the node's network",
        needs: "node",
        probe: inNode(["sh", "-c", CATCH_SHADOW], {
          matches: "GET /items[\\s\\S]*catalog\\.istioinaction-shadow",
        }),
        timeoutMs: 60_000,
        until: "3.31",
        hint: "ngrep came into the node by apt with step 3.1.",
      },
    ],
    deviation:
      "The notes never take the PeerAuthentication away: here 3.31 does, so that chapter 6 has mutual TLS again.",
  },
];
