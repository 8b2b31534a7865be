import { join } from "node:path";
import {
  KIALI_IMAGE,
  KIALI_OPERATOR_IMAGE,
} from "../../../../labs/observability/kiali-operator/operator.js";
import { STAND_INS } from "../../../../labs/stand-ins/index.js";
import type { BedImage } from "../image.js";
import { place } from "./place.js";

const PROGRAM = "/kiali-operator";

/** What makes the Kiali that is asked for; the chart has it run as somebody else than root. */
export const kialiOperator: BedImage = {
  name: KIALI_OPERATOR_IMAGE,
  what: STAND_INS[KIALI_OPERATOR_IMAGE],
  tools: ["bed-apps"],
  files: (job) => place(job, join(job.locate("bed-apps"), "kiali-operator"), PROGRAM),
  config: [`ENV KIALI_IMAGE=${KIALI_IMAGE}`, "USER 65534:65534", `ENTRYPOINT ["${PROGRAM}"]`],
  revision: 1,
};
