import { ISTIO_SYSTEM } from "../istio.js";
import type { Json } from "../kube.js";
import type { ObjectProbe } from "../probe-kinds.js";
import { has } from "../probes.js";
import { exactly, some, type TreeMap } from "../tree.js";
import { versions } from "./versions.js";

/** Where a filter sits: in a sidecar on the way out or in, or in a gateway. */
type Context = "SIDECAR_OUTBOUND" | "SIDECAR_INBOUND" | "GATEWAY";

const [major = "", minor = ""] = versions.istio.split(".");

/** The proxies that run: an EnvoyFilter for others is passed over without a word (`weeks/week4.md` 9 c, g). */
export const RUNNING_PROXIES = `^${major}\\.${minor}.*`;

/** The EnvoyFilter by which those proxies count. */
export const STATS_FILTER = `EnvoyFilter/${ISTIO_SYSTEM}/stats-filter-${major}.${minor}`;

/** What Istio says by itself of what comes in, and at a gateway; it says nothing of what a sidecar sends. */
export const BY_DEFAULT: Readonly<Record<string, Json>> = { disable_host_header_fallback: true };

/** Envoy's own filter, which is compiled into the proxy: that for older ones is a program in WebAssembly. */
const BUILT_IN = "type.googleapis.com/stats.PluginConfig";

const counting = (context: Context, value: Readonly<Record<string, Json>>): TreeMap => ({
  match: { context, proxy: { proxyVersion: RUNNING_PROXIES } },
  patch: {
    value: { name: "istio.stats", typed_config: { type_url: BUILT_IN, value: exactly(value) } },
  },
});

/** That filter has these settings and no others, by where it sits. */
export const countsLike = (
  settings: Readonly<Record<Context, Readonly<Record<string, Json>>>>,
): ObjectProbe =>
  has(STATS_FILTER, {
    spec: {
      configPatches: some(
        counting("SIDECAR_OUTBOUND", settings.SIDECAR_OUTBOUND),
        counting("SIDECAR_INBOUND", settings.SIDECAR_INBOUND),
        counting("GATEWAY", settings.GATEWAY),
      ),
    },
  });
