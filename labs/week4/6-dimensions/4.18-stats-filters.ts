import { ISTIO_SYSTEM } from "../../istio.js";
import { count, step } from "../../step.js";
import { BY_DEFAULT, countsLike } from "../stats-filters.js";

export default step({
  checks: [
    {
      says: "There are ten EnvoyFilters: two for each version of the proxy from 1.13 to 1.17",
      probe: count("envoyfilters.networking.istio.io", 10, {
        namespace: ISTIO_SYSTEM,
        named: "^(tcp-)?stats-filter-1\\.1[3-7]$",
      }),
      hint: `kubectl get envoyfilter -n ${ISTIO_SYSTEM}`,
    },
    {
      says: "The one of the proxies that run is part of Envoy, with Istio's settings for each direction",
      probe: countsLike({
        SIDECAR_OUTBOUND: {},
        SIDECAR_INBOUND: BY_DEFAULT,
        GATEWAY: BY_DEFAULT,
      }),
      until: "4.20",
    },
  ],
});
