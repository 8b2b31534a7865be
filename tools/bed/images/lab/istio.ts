import { join } from "node:path";
import { STAND_INS } from "../../../../labs/stand-ins/index.js";
import { pins, studied } from "../../../pins.js";
import type { BedImage, ImageJob } from "../image.js";
import { base } from "./base.js";
import { placeEnvoy } from "./envoy.js";
import { libraries, place } from "./place.js";

/** Where Envoy looks for modules. */
const MODULES = "/usr/local/lib/envoy";

const BOOTSTRAP = "/var/lib/istio/envoy/envoy_bootstrap_tmpl.json";

/** istio-init sets its rules with these, and so does whoever looks at them. */
const netPrograms = [
  ...["iptables", "ip6tables"].flatMap((name) =>
    ["", "-nft", "-legacy"].flatMap((kind) =>
      ["", "-save", "-restore"].map((verb) => `/usr/sbin/${name}${kind}${verb}`),
    ),
  ),
  ...["/usr/sbin/conntrack", "/usr/bin/ip", "/usr/bin/ss"],
  ...["/etc/protocols", "/etc/services"],
];

const placeBootstrap = (job: ImageJob): Promise<void> =>
  place(job, job.locate("envoy-bootstrap"), BOOTSTRAP, 0o644);

const PILOT = `docker.io/istio/pilot:${studied.istio}` as const;
const PROXY = `docker.io/istio/proxyv2:${studied.istio}` as const;

/** istiod as it is: what it sends to proxies is adapted by their agents. */
export const pilot: BedImage = {
  name: PILOT,
  what: STAND_INS[PILOT],
  base: base.name,
  tools: ["pilot-discovery", "envoy-bootstrap"],
  files: async (job) => {
    await place(job, job.locate("pilot-discovery"), "/usr/local/bin/pilot-discovery");
    await placeBootstrap(job);
  },
  config: ["USER 1337:1337", 'ENTRYPOINT ["/usr/local/bin/pilot-discovery"]'],
  revision: 4,
};

/**
 * Sidecar, gateway and istio-init. Upstream's Envoy has none of Istio's filters: the agent gives it those of a module of
 * ours. It says that it is the release that the study has, since istiod picks the metrics' filters by it.
 */
export const proxyv2: BedImage = {
  name: PROXY,
  what: STAND_INS[PROXY],
  base: base.name,
  tools: ["pilot-agent", "envoy-bootstrap", "envoy", "istio-stats"],
  files: async (job) => {
    await place(job, job.locate("pilot-agent"), "/usr/local/bin/pilot-agent");
    await placeEnvoy(job);
    await place(job, job.locate("istio-stats"), join(MODULES, "libistio-stats.so"), 0o644);
    await placeBootstrap(job);
    // iptables reads each of its modules
    const modules = await libraries(job.rootfs, /\.so$/, "xtables");
    await job.copyPrograms([...netPrograms, ...modules]);
  },
  config: [
    `ENV ISTIO_META_ISTIO_PROXY_SHA=envoy-upstream-${pins.envoy} ISTIO_META_ISTIO_VERSION=${studied.istio}`,
    `ENV ENVOY_DYNAMIC_MODULES_SEARCH_PATH=${MODULES}`,
    'ENTRYPOINT ["/usr/local/bin/pilot-agent"]',
  ],
  revision: 5,
};
