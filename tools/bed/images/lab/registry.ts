import { STAND_INS } from "../../../../labs/stand-ins/index.js";
import { pins } from "../../../pins.js";
import type { BedImage } from "../image.js";
import { place, placeText } from "./place.js";

const NAME = `registry:${pins.registry}` as const;
const CONFIG = "/etc/docker/registry/config.yml";

/** The settings of the official image; `REGISTRY_*` variables override them. */
const settings = `version: 0.1
log:
  fields:
    service: registry
storage:
  cache:
    blobdescriptor: inmemory
  filesystem:
    rootdirectory: /var/lib/registry
http:
  addr: :5000
  headers:
    X-Content-Type-Options: [nosniff]
health:
  storagedriver:
    enabled: true
    interval: 10s
    threshold: 3
`;

/** The registry that the pull-through caches run. */
export const registry: BedImage = {
  name: NAME,
  what: STAND_INS[NAME],
  tools: ["registry"],
  files: async (job) => {
    await place(job, job.locate("registry"), "/bin/registry");
    await placeText(job, CONFIG, settings);
    // What it keeps a copy of answers with certificates.
    await job.copyPrograms(["/etc/ssl/certs/ca-certificates.crt"]);
  },
  config: [
    'VOLUME ["/var/lib/registry"]',
    "EXPOSE 5000",
    'ENTRYPOINT ["/bin/registry", "serve"]',
    `CMD ["${CONFIG}"]`,
  ],
  revision: 1,
};
