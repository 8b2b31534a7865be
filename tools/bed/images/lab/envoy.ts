import { STAND_INS } from "../../../../labs/stand-ins/index.js";
import type { BedImage, ImageJob } from "../image.js";
import { base } from "./base.js";
import { libraries, place, placeText } from "./place.js";

const ENVOY = "envoyproxy/envoy:v1.19.0";
const CURL = "curlimages/curl:8.13.0";

/** What follows the image is a program, or options of this one: so do both official images take it. */
const withProgram = (program: string): string =>
  `if [ $# -eq 0 ] || [ "\${1#-}" != "$1" ]; then set -- ${program} "$@"; fi\n`;

/**
 * Starts Envoy. The book's configurations name the router filter without its type, which Envoy takes up to 1.21: it is
 * added where it is missing, and that is said.
 */
export const envoyEntrypoint = `#!/bin/sh
${withProgram("envoy")}
typed() {
  printf '%s\\n' "$1" | sed 's|^\\( *\\)- name: envoy\\.filters\\.http\\.router *$|&\\n\\1  typed_config:\\n\\1    "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router|'
}
left=$#
before=
while [ "$left" -gt 0 ]; do
  given=$1
  shift
  case "$before $given" in
    *http.router.v3.Router*) ;;
    "--config-yaml "*envoy.filters.http.router*)
      echo "stand-in: this Envoy is newer than 1.19, and gets the type of the router filter besides" >&2
      given=$(typed "$given")
      ;;
  esac
  before=$given
  set -- "$@" "$given"
  left=$((left - 1))
done
exec "$@"
`;

/** Envoy's program, and the C library that it was linked to and comes without. */
export async function placeEnvoy(job: ImageJob): Promise<void> {
  await place(job, job.locate("envoy"), "/usr/local/bin/envoy");
  await job.copyPrograms(await libraries(job.rootfs, /^lib(c|m|rt|dl|pthread)\.so\.\d+$/));
}

/** The proxy that week 2 configures by hand. */
export const envoy: BedImage = {
  name: ENVOY,
  what: STAND_INS[ENVOY],
  base: base.name,
  tools: ["envoy"],
  files: async (job) => {
    await placeEnvoy(job);
    await placeText(job, "/docker-entrypoint.sh", envoyEntrypoint, 0o755);
  },
  config: ["USER 65534:65534", "EXPOSE 10000", 'ENTRYPOINT ["/docker-entrypoint.sh"]'],
  revision: 2,
};

/** The client of week 2's calls. */
export const curl: BedImage = {
  name: CURL,
  what: STAND_INS[CURL],
  base: base.name,
  tools: [],
  files: (job) =>
    placeText(job, "/entrypoint.sh", `#!/bin/sh\n${withProgram("curl")}exec "$@"\n`, 0o755),
  config: ["USER 65534:65534", 'ENTRYPOINT ["/entrypoint.sh"]'],
  revision: 1,
};
