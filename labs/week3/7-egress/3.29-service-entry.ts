import { NAMESPACE } from "../../apps/app.js";
import { get, has } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { USERS_HOST, usersEntry, usersEntrySpec } from "../mesh-objects.js";
import { STORE, USERS_URL } from "../store-calls.js";
import { FORUM, dump, showDump } from "../store-proxies.js";
import { SHOW_LOG } from "./forum-common.js";

export default step({
  change: apply("routing", usersEntry),
  checks: [
    {
      says: "The ServiceEntry names the host, its port 80 and DNS",
      needs: "objects",
      probe: has(`ServiceEntry/${NAMESPACE}/jsonplaceholder`, {
        spec: { equals: usersEntrySpec },
      }),
      until: "3.31",
      hint: `kubectl get serviceentry -n ${NAMESPACE} jsonplaceholder -o yaml`,
    },
    {
      says: "forum's proxy has a cluster for it, whose addresses it looks up by DNS",
      needs: "mesh",
      probe: dump("cluster", FORUM, ["--fqdn", USERS_HOST], {
        matches: "^jsonplaceholder\\.typicode\\.com\\s+80\\s+-\\s+outbound\\s+STRICT_DNS",
      }),
      until: "3.31",
      hint: "istioctl proxy-status tells whether forum is in sync.",
    },
    {
      says: "It has a route for that name",
      needs: "mesh",
      probe: dump("routes", FORUM, ["--name", "80"], {
        matches: "^80\\s+jsonplaceholder\\.typicode\\.com",
      }),
      until: "3.31",
      hint: showDump("routes", FORUM, "--name", "80"),
    },
    {
      says: "webapp answers with ten users",
      needs: "traffic",
      probe: get(USERS_URL, { ...STORE, body: '(?:"id"[\\s\\S]*?){10}' }),
      until: "3.31",
      hint: SHOW_LOG,
    },
  ],
});
