import { allOf, step } from "../../step.js";
import { storeTraffic } from "../calls.js";
import { askProxy, statsOf } from "../proxy-stats.js";

const CLUSTER = "outbound\\|80\\|\\|catalog\\.istioinaction\\.svc\\.cluster\\.local";
const counted = (name: string): string => `^cluster\\.${CLUSTER}\\.${name}: [1-9]`;

export default step({
  checks: [
    {
      says: "webapp's proxy counts requests to catalog, all from within the mesh and over TLS 1.3",
      probe: statsOf("webapp", {
        matches: allOf(
          counted("upstream_rq_2xx"),
          counted("internal\\.upstream_rq_200"),
          counted("ssl\\.handshake"),
          counted("ssl\\.versions\\.TLSv1\\.3"),
        ),
        after: storeTraffic(1),
      }),
      timeoutMs: 60_000,
      until: "4.22",
      hint: "A proxy from before the annotation keeps none: kubectl rollout restart deploy/webapp -n istioinaction",
    },
    {
      says: "It holds catalog's pod for healthy, and its requests for well answered",
      probe: askProxy("webapp", "clusters", {
        matches: allOf(
          `^${CLUSTER}::[0-9.]+:3000::rq_success::[1-9]`,
          `^${CLUSTER}::[0-9.]+:3000::health_flags::healthy`,
        ),
        after: storeTraffic(1),
      }),
      until: "the next change",
      hint: "istioctl proxy-config endpoints deploy/webapp.istioinaction",
    },
  ],
});
