import { NAMESPACE } from "../apps/app.js";
import { forum } from "../apps/forum.js";
import { available, count, get, has, onHost } from "../probes.js";
import { all, apply } from "../state.js";
import type { Step } from "../week.js";
import { accessLog, httpbinEntry, USERS_HOST, usersEntry, usersEntrySpec } from "./mesh-objects.js";
import { CURL_USERS, POLL_PAGE, STORE, storeTraffic, USERS_URL } from "./store-calls.js";
import { dump, FORUM, showDump, sidecarOf } from "./store-proxies.js";

const SHOW_LOG = `kubectl logs -n ${NAMESPACE} deploy/forum -c istio-proxy --tail 5`;
const usersTraffic = { ...storeTraffic(3), url: USERS_URL };
const USERS_CLUSTER = `outbound|80||${USERS_HOST}`;
const HTTPBIN = `echo '${JSON.stringify(httpbinEntry)}' | kubectl apply -f -`;

/** Phase G, second half: an application that calls the outside (weeks/week3.md 5). */
export const phaseGForum: readonly Step[] = [
  {
    id: "3.28",
    type: "M",
    title: "Deploy forum, whose users are outside",
    lesson: "HTTP to an unknown host is answered by the caller's own proxy, with 502.",
    commands: [
      `kubectl get deploy,svc -n ${NAMESPACE} -l app=forum`,
      `${CURL_USERS} -i`,
      SHOW_LOG,
      showDump("routes", FORUM),
    ],
    patch: all(apply("forum", ...forum), apply("routing", accessLog("forum"))),
    checks: [
      {
        says: "forum is available with one pod",
        needs: "objects",
        probe: available(NAMESPACE, "forum", { "status.readyReplicas": { equals: 1 } }),
        timeoutMs: 120_000,
        until: "3.31",
        hint: `kubectl describe pod -n ${NAMESPACE} -l app=forum`,
      },
      {
        says: "webapp gets no users from it and answers with 500",
        needs: "traffic",
        probe: {
          kind: "http",
          url: USERS_URL,
          ...STORE,
          status: 500,
          body: "error calling Forum service",
        },
        until: "3.29",
        hint: SHOW_LOG,
      },
      {
        says: "forum's proxy logs the 502 that it answered itself, on the route block_all",
        needs: "traffic",
        probe: {
          kind: "log",
          in: sidecarOf("forum"),
          matches: '"GET /users HTTP/1\\.1" 502 .*block_all',
          after: usersTraffic,
        },
        until: "3.29",
        hint: SHOW_LOG,
      },
    ],
    deviation:
      "The notes show forum's access log but nothing switches it on: here a Telemetry for app=forum does.",
  },
  {
    id: "3.29",
    type: "M",
    title: "Register the host of the users",
    lesson:
      "A ServiceEntry puts an outside host on the list of what may be called, and into Kiali's graph.",
    commands: [
      `kubectl get serviceentry -n ${NAMESPACE}`,
      showDump("cluster", FORUM, "--fqdn", USERS_HOST, "-o", "json"),
      showDump("endpoint", FORUM, "--cluster", USERS_CLUSTER),
      `${CURL_USERS} | jq length`,
      POLL_PAGE,
    ],
    patch: apply("routing", usersEntry),
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
  },
  {
    id: "3.30",
    type: "O",
    title: "Register a host of your own",
    lesson:
      "The same four fields let any other host in: name, port, how to find it, and that it is outside.",
    commands: [
      HTTPBIN,
      showDump("cluster", FORUM, "--fqdn", "httpbin.org"),
      `istioctl analyze -n ${NAMESPACE}`,
      `kubectl delete serviceentry -n ${NAMESPACE} httpbin-svc`,
    ],
    checks: [
      {
        says: "istioctl finds no error in the namespace",
        needs: "mesh",
        probe: onHost(["istioctl", "analyze", "-n", NAMESPACE], { lacks: "^Error \\[" }),
        until: "3.31",
        hint: `istioctl analyze -n ${NAMESPACE}`,
      },
      {
        says: "The lab's ServiceEntry is the only one: the one for httpbin.org is yours to make and to delete",
        needs: "objects",
        probe: count("serviceentries.networking.istio.io", 1, { namespace: NAMESPACE }),
        until: "3.31",
        hint: `kubectl delete serviceentry -n ${NAMESPACE} httpbin-svc`,
      },
    ],
    deviation:
      "The notes leave it as an exercise, and the fields of the port in their example are indented wrongly; the command has them right. The lab makes no such object.",
  },
];
