import { HTTPBIN_IMAGE } from "../../../../labs/week2/containers.js";
import { STAND_INS } from "../../../../labs/stand-ins/index.js";
import type { BedImage } from "../image.js";
import { place } from "./place.js";

/** What answers with what it was asked: week 2 has it behind its proxy. */
export const httpbin: BedImage = {
  name: HTTPBIN_IMAGE,
  what: STAND_INS[HTTPBIN_IMAGE],
  tools: ["go-httpbin"],
  files: (job) => place(job, job.locate("go-httpbin"), "/bin/go-httpbin"),
  config: ["USER 65534:65534", "EXPOSE 8080", 'ENTRYPOINT ["/bin/go-httpbin"]'],
  revision: 1,
};
