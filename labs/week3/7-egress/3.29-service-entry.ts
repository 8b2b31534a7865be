import { USERS_HOST } from "../../apps/forum.js";
import { outbound, sidecar } from "../../proxies.js";
import { apply, contains, get, some, somewhere, step } from "../../step.js";
import { usersEntry } from "../mesh-objects.js";
import { STORE, USERS_URL } from "../store-calls.js";
import { showAccessLog } from "../store-proxies.js";

export default step({
  change: apply("routing", usersEntry),
  checks: [
    {
      says: "forum's proxy has a cluster for it, whose addresses it looks up by DNS",
      probe: sidecar("forum").clusters(
        USERS_HOST,
        some({ name: outbound(USERS_HOST), type: "STRICT_DNS" }),
      ),
      hint: "istioctl proxy-status tells whether forum is in sync.",
    },
    {
      says: "It has a route for that name",
      probe: sidecar("forum").routes("80", somewhere({ domains: contains(USERS_HOST) })),
    },
    {
      says: "webapp answers with ten users",
      probe: get(USERS_URL, { ...STORE, body: '(?:"id"[\\s\\S]*?){10}' }),
      hint: showAccessLog("forum"),
    },
  ],
});
