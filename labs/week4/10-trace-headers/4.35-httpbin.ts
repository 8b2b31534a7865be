import { ingressGateway, outbound } from "../../proxies.js";
import { apply, somewhere, step } from "../../step.js";
import { HTTPBIN } from "../calls.js";
import { HTTPBIN_HOST, httpbinEntry, httpbinService, sharedGateway } from "../routing.js";

export default step({
  change: apply("routing", sharedGateway, httpbinEntry, httpbinService),
  checks: [
    {
      says: "The gateway leads requests for httpbin's name to it",
      probe: ingressGateway.routes(
        "http.8080",
        somewhere({
          name: `${HTTPBIN.headers.Host}:80`,
          routes: [{ route: { cluster: outbound(HTTPBIN_HOST) } }],
        }),
      ),
    },
  ],
});
