import { NAMESPACE } from "../../apps/app.js";
import { forum } from "../../apps/forum.js";
import { all, apply, available, step } from "../../step.js";
import { accessLog } from "../mesh-objects.js";
import { STORE, USERS_URL, storeTraffic } from "../store-calls.js";
import { showAccessLog, sidecarOf } from "../store-proxies.js";

const usersTraffic = { ...storeTraffic(3), url: USERS_URL };

export default step({
  change: all(apply("forum", ...forum), apply("routing", accessLog("forum"))),
  checks: [
    {
      says: "forum is available with one pod",
      probe: available(NAMESPACE, "forum", { status: { readyReplicas: 1 } }),
      timeoutMs: 120_000,
      hint: `kubectl describe pod -n ${NAMESPACE} -l app=forum`,
    },
    {
      says: "webapp gets no users from it and answers with 500",
      probe: {
        kind: "http",
        url: USERS_URL,
        ...STORE,
        status: 500,
        body: "error calling Forum service",
      },
      hint: showAccessLog("forum"),
      until: "the next change",
    },
    {
      says: "forum's proxy logs the 502 that it answered itself, on the route block_all",
      probe: {
        kind: "log",
        in: sidecarOf("forum"),
        matches: '"GET /users HTTP/1\\.1" 502 .*block_all',
        after: usersTraffic,
      },
      hint: showAccessLog("forum"),
      until: "the next change",
    },
  ],
});
