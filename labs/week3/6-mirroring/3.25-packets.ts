import { outbound, sidecar } from "../../proxies.js";
import { apply, inNode, nowhere, some, step } from "../../step.js";
import { CATALOG_HOST } from "../catalog-routing.js";
import { plainText } from "../mesh-objects.js";
import { STORE } from "../store-calls.js";

/** Reads the first mirrored packet on any device of the node, while some requests come in at its own address. */
const CATCH_SHADOW = [
  `(for i in 1 2 3 4 5; do sleep 1; curl -s -o /dev/null -H "Host: ${STORE.headers.Host}" "http://$(hostname -i | grep -o '[0-9.]*[.][0-9.]*'):30000/api/catalog"; done) &`,
  "timeout 20 ngrep -q -W byline -d any -n 1 shadow 'tcp port 3000'; wait",
].join(" ");

export default step({
  change: apply("routing", plainText),
  checks: [
    {
      says: "webapp's proxy calls catalog without TLS",
      probe: sidecar("webapp").clusters(
        CATALOG_HOST,
        some({ name: outbound(CATALOG_HOST) }),
        nowhere({ name: "tlsMode-istio" }),
      ),
    },
    {
      says: "A mirrored request can be read on the node's network",
      probe: inNode(["sh", "-c", CATCH_SHADOW], {
        matches: "GET /items[\\s\\S]*catalog\\.istioinaction-shadow",
      }),
      timeoutMs: 60_000,
      hint: "ngrep came into the node by apt with step 3.1.",
    },
  ],
});
