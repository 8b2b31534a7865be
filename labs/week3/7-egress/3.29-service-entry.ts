import { get } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { USERS_HOST } from "../../apps/forum.js";
import { usersEntry } from "../mesh-objects.js";
import { STORE, USERS_URL } from "../store-calls.js";
import { FORUM, dump } from "../store-proxies.js";
import { SHOW_LOG } from "./forum-common.js";

export default step({
  change: apply("routing", usersEntry),
  checks: [
    {
      says: "forum's proxy has a cluster for it, whose addresses it looks up by DNS",
      probe: dump("cluster", FORUM, ["--fqdn", USERS_HOST], {
        matches: "^jsonplaceholder\\.typicode\\.com\\s+80\\s+-\\s+outbound\\s+STRICT_DNS",
      }),
      hint: "istioctl proxy-status tells whether forum is in sync.",
    },
    {
      says: "It has a route for that name",
      probe: dump("routes", FORUM, ["--name", "80"], {
        matches: "^80\\s+jsonplaceholder\\.typicode\\.com",
      }),
    },
    {
      says: "webapp answers with ten users",
      probe: get(USERS_URL, { ...STORE, body: '(?:"id"[\\s\\S]*?){10}' }),
      hint: SHOW_LOG,
    },
  ],
});
