import { STAND_INS } from "../../../../labs/stand-ins/index.js";
import { pins, studied } from "../../../pins.js";
import type { BedImage, ImageJob } from "../image.js";
import { base } from "./base.js";
import { libraries, place } from "./place.js";

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

/** istiod. Without its two settings it sends filters that upstream's Envoy does not have, and no pod gets ready. */
export const pilot: BedImage = {
  name: PILOT,
  what: STAND_INS[PILOT],
  base: base.name,
  tools: ["pilot-discovery", "envoy-bootstrap"],
  files: async (job) => {
    await place(job, job.locate("pilot-discovery"), "/usr/local/bin/pilot-discovery");
    await placeBootstrap(job);
  },
  config: [
    "ENV PILOT_ENABLE_ALPN_FILTER=false PILOT_ENABLE_METADATA_EXCHANGE=false",
    "USER 1337:1337",
    'ENTRYPOINT ["/usr/local/bin/pilot-discovery"]',
  ],
  revision: 1,
};

/**
 * Sidecar, gateway and istio-init. To istiod it passes for an older proxy, which gets neither the authn
 * filter nor the metrics filters of the charts: upstream's Envoy has none of them.
 */
export const proxyv2: BedImage = {
  name: PROXY,
  what: STAND_INS[PROXY],
  base: base.name,
  tools: ["pilot-agent", "envoy-bootstrap", "envoy"],
  files: async (job) => {
    await place(job, job.locate("pilot-agent"), "/usr/local/bin/pilot-agent");
    await place(job, job.locate("envoy"), "/usr/local/bin/envoy");
    await placeBootstrap(job);
    // iptables reads each of its modules, and Envoy comes without the C library it was linked to.
    const modules = await libraries(job.rootfs, /\.so$/, "xtables");
    const forEnvoy = await libraries(job.rootfs, /^lib(c|m|rt|dl|pthread)\.so\.\d+$/);
    await job.copyPrograms([...netPrograms, ...modules, ...forEnvoy]);
  },
  config: [
    `ENV ISTIO_META_ISTIO_PROXY_SHA=envoy-upstream-${pins.envoy} ISTIO_META_ISTIO_VERSION=1.12.9`,
    'ENTRYPOINT ["/usr/local/bin/pilot-agent"]',
  ],
  revision: 1,
};
