import { apply, step } from "../../step.js";
import { timedCalls } from "../simple-calls.js";
import { simpleWebProxy, toBackends } from "../simple-proxy.js";
import { backendRoute } from "../simple-routing.js";

export default step({
  change: apply("routing", backendRoute({ timeout: "0.5s" })),
  checks: [
    {
      says: "simple-web's proxy has the timeout on its route to them",
      probe: simpleWebProxy.routes("80", toBackends({ timeout: "0.500s" })),
    },
    {
      says: "Of 20 calls some fail after half a second, and none takes longer than 0.8 s",
      probe: timedCalls(20, { matches: "^500 0\\.[5-7]", lacks: "^\\d+ (?:0\\.[89]|[1-9])" }),
      timeoutMs: 60_000,
      hint: "The proxy answers 504, which simple-web passes on as a 500.",
      until: "the next change",
    },
  ],
});
