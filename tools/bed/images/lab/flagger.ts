import { STAND_INS } from "../../../../labs/stand-ins/index.js";
import { pins } from "../../../pins.js";
import type { BedImage } from "../image.js";
import { place } from "./place.js";

const NAME = `ghcr.io/fluxcd/flagger:${pins.flagger}` as const;

/** What carries out a release by itself. Its Deployment starts `./flagger`, so where that is matters. */
export const flagger: BedImage = {
  name: NAME,
  what: STAND_INS[NAME],
  tools: ["flagger"],
  files: (job) => place(job, job.locate("flagger"), "/flagger"),
  config: ["WORKDIR /", "USER 10001:10001", "EXPOSE 8080", 'CMD ["./flagger"]'],
  revision: 1,
};
