import type { CommandProbe } from "../probe-kinds.js";
import { inPod } from "../probes.js";

/** The client of step 4.0.10, which has no proxy. */
export const NETSHOOT = { namespace: "default", pod: "netshoot" } as const;

/** The command by which istiod's metrics are read, as Prometheus reads them. */
export const READ_ISTIOD = ["curl", "-s", "istiod.istio-system:15014/metrics"] as const;

/** Asks istiod for all of its metrics. */
export const istiodMetrics = (asked: Parameters<typeof inPod>[2]): CommandProbe =>
  inPod(NETSHOOT, READ_ISTIOD, asked);
