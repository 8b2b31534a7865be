import { cp } from "node:fs/promises";
import { join } from "node:path";
import {
  OPERATOR_IMAGE,
  RELOADER_IMAGE,
} from "../../../../labs/observability/prometheus-stack/operator.js";
import { PROMETHEUS_IMAGE } from "../../../../labs/observability/prometheus-stack/prometheus.js";
import { SIDECAR_IMAGE } from "../../../../labs/observability/prometheus-stack/grafana-deployment.js";
import { STAND_INS } from "../../../../labs/stand-ins/index.js";
import type { BedImage } from "../image.js";
import { NOBODY, oneProgram } from "./one-program.js";
import { place } from "./place.js";

const operator = oneProgram(OPERATOR_IMAGE, "prometheus-operator", "/bin/operator");
const reloader = oneProgram(
  RELOADER_IMAGE,
  "prometheus-config-reloader",
  "/bin/prometheus-config-reloader",
);

/** Prometheus looks for its page here if that is where it is started; `/prometheus` is taken by its data. */
const HOME = "/usr/share/prometheus";

const prometheus: BedImage = {
  name: PROMETHEUS_IMAGE,
  what: STAND_INS[PROMETHEUS_IMAGE],
  tools: ["prometheus-2.24", "prometheus-page"],
  files: async (job) => {
    await place(job, job.locate("prometheus-2.24"), "/bin/prometheus");
    const page = join(job.root, HOME, "web", "ui", "static", "react");
    await cp(job.locate("prometheus-page"), page, { recursive: true });
  },
  config: [NOBODY, `WORKDIR ${HOME}`, "EXPOSE 9090", 'ENTRYPOINT ["/bin/prometheus"]'],
  revision: 1,
};

const sidecar: BedImage = {
  name: SIDECAR_IMAGE,
  what: STAND_INS[SIDECAR_IMAGE],
  tools: ["bed-apps"],
  files: (job) => place(job, join(job.locate("bed-apps"), "k8s-sidecar"), "/k8s-sidecar"),
  config: [NOBODY, 'ENTRYPOINT ["/k8s-sidecar"]'],
  revision: 1,
};

/** The images of the stack but for Grafana's own (pages.ts). */
export const prometheusStack: readonly BedImage[] = [operator, reloader, prometheus, sidecar];
