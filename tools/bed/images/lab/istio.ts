import { join } from "node:path";
import { STAND_INS } from "../../../../labs/stand-ins/index.js";
import { pins } from "../../../pins.js";
import type { ISTIO } from "../../../releases.js";
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

/** istiod as it is: what it sends to proxies is adapted by their agents. */
export function pilot(istio: keyof typeof ISTIO): BedImage {
  const name = `docker.io/istio/pilot:${istio}` as const;
  return {
    name,
    what: STAND_INS[name],
    base: base.name,
    tools: ["pilot-discovery", "envoy-bootstrap"],
    files: async (job) => {
      await place(job, job.locate("pilot-discovery"), "/usr/local/bin/pilot-discovery");
      await placeBootstrap(job);
    },
    config: ["USER 1337:1337", 'ENTRYPOINT ["/usr/local/bin/pilot-discovery"]'],
    revision: 4,
  };
}

/**
 * Sidecar, gateway and istio-init. Upstream's Envoy has none of Istio's filters: the agent gives it those of a module of
 * ours. It says that it is the release of its tag, since istiod picks by it what a proxy gets: 1.17 the metrics' filters,
 * 1.23 the filter that reads tokens.
 */
export function proxyv2(istio: keyof typeof ISTIO): BedImage {
  const name = `docker.io/istio/proxyv2:${istio}` as const;
  return {
    name,
    what: STAND_INS[name],
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
      `ENV ISTIO_META_ISTIO_PROXY_SHA=envoy-upstream-${pins.envoy} ISTIO_META_ISTIO_VERSION=${istio}`,
      `ENV ENVOY_DYNAMIC_MODULES_SEARCH_PATH=${MODULES}`,
      'ENTRYPOINT ["/usr/local/bin/pilot-agent"]',
    ],
    revision: 5,
  };
}
