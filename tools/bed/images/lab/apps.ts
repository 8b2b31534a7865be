import { join } from "node:path";
import {
  CATALOG_IMAGE,
  FORUM_IMAGE,
  NETSHOOT_IMAGE,
  TCP_ECHO_IMAGE,
  WEBAPP_IMAGE,
} from "../../../../labs/apps/images.js";
import { STAND_INS } from "../../../../labs/stand-ins/index.js";
import type { BedImage } from "../image.js";
import { base } from "./base.js";
import { place } from "./place.js";

interface AppArgs {
  readonly image: keyof typeof STAND_INS;
  readonly port: number;
  /** Programs of `tools/bed/apps`. The first is the one that the image starts. */
  readonly programs: readonly [string, ...string[]];
}

const pathOf = (program: string): string => `/usr/local/bin/${program}`;

/** An app of the book. Its container needs a shell and curl: the fault switch is used from inside. */
function app({ image, port, programs }: AppArgs): BedImage {
  return {
    name: image,
    what: STAND_INS[image],
    base: base.name,
    tools: ["bed-apps"],
    files: async (job) => {
      for (const program of programs)
        await place(job, join(job.locate("bed-apps"), program), pathOf(program));
    },
    config: [`EXPOSE ${port}`, `ENTRYPOINT ["${pathOf(programs[0])}"]`],
    revision: 1,
  };
}

export const catalog = app({ image: CATALOG_IMAGE, port: 3000, programs: ["catalog"] });
export const webapp = app({ image: WEBAPP_IMAGE, port: 8080, programs: ["webapp", "httpbin"] });
export const forum = app({
  image: FORUM_IMAGE,
  port: 8080,
  programs: ["forum", "jsonplaceholder"],
});

/** The two versions that the book's manifests name behave alike. */
export const fakeServices: readonly BedImage[] = (["v0.17.0", "v0.14.1"] as const).map((tag) =>
  app({ image: `nicholasjackson/fake-service:${tag}`, port: 9090, programs: ["fake-service"] }),
);

/** The book's echo server; `latest` in the name is the notes' own. */
export const goEcho = app({ image: TCP_ECHO_IMAGE, port: 2701, programs: ["go-echo"] });

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
