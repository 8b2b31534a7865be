import { join } from "node:path";
import { CATALOG_IMAGE, NETSHOOT_IMAGE, WEBAPP_IMAGE } from "../../../labs/apps/images.js";
import { STAND_INS } from "../../../labs/stand-ins.js";
import type { BedImage } from "../image.js";
import { base } from "./base.js";
import { place } from "./place.js";

/** An app of the book. Its container needs a shell and curl: the fault switch is used from inside. */
function app(name: "catalog" | "webapp", image: keyof typeof STAND_INS, port: number): BedImage {
  const program = `/usr/local/bin/${name}`;
  return {
    name: image,
    what: STAND_INS[image],
    base: base.name,
    tools: ["bed-apps"],
    files: (job) => place(job, join(job.locate("bed-apps"), name), program),
    config: [`EXPOSE ${port}`, `ENTRYPOINT ["${program}"]`],
    revision: 1,
  };
}

export const catalog = app("catalog", CATALOG_IMAGE, 3000);
export const webapp = app("webapp", WEBAPP_IMAGE, 8080);

/** What the exercises and their checks use in netshoot, and what goes with it. */
const netshootPrograms = [
  ...["dig", "nslookup", "host", "ping", "nc", "tcpdump", "traceroute", "jq", "ip", "ss", "watch"],
].map((name) => `/usr/bin/${name}`);
const netshootTools = ["conntrack", "ethtool", "iptables", "nft"].map(
  (name) => `/usr/sbin/${name}`,
);

/** The client outside the mesh. */
export const netshoot: BedImage = {
  name: `${NETSHOOT_IMAGE}:latest`,
  what: STAND_INS[NETSHOOT_IMAGE],
  base: base.name,
  tools: [],
  files: (job) => job.copyPrograms([...netshootPrograms, ...netshootTools]),
  config: ['CMD ["/bin/bash"]'],
  revision: 1,
};
