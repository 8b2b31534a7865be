import { join } from "node:path";
import { STAND_INS } from "../../../../labs/stand-ins/index.js";
import type { BedImage } from "../image.js";
import { base } from "./base.js";
import { place } from "./place.js";

const PROGRAM = "/usr/local/bin/bookinfo";

type Name = `docker.io/istio/examples-bookinfo-${string}` & keyof typeof STAND_INS;

/**
 * A service of Istio's sample: one program that is told which it is. The images of the sample start as user 1000, and
 * have a shell.
 * @param env what the images of one service differ in. @default nothing
 */
const service = (name: Name, is: string, env: Readonly<Record<string, string>> = {}): BedImage => ({
  name,
  what: STAND_INS[name],
  base: base.name,
  tools: ["bookinfo"],
  files: (job) => place(job, join(job.locate("bookinfo"), "bookinfo"), PROGRAM),
  config: [
    ...Object.entries(env).map(([variable, value]) => `ENV ${variable}=${value}`),
    "USER 1000:1000",
    "EXPOSE 9080",
    `ENTRYPOINT ["${PROGRAM}", "${is}"]`,
  ],
  revision: 1,
});

/** Bookinfo as Istio 1.23 has it. */
export const bookinfo: readonly BedImage[] = [
  service("docker.io/istio/examples-bookinfo-details-v1:1.20.1", "details"),
  service("docker.io/istio/examples-bookinfo-ratings-v1:1.20.1", "ratings"),
  service("docker.io/istio/examples-bookinfo-reviews-v1:1.20.1", "reviews", {
    ENABLE_RATINGS: "false",
  }),
  service("docker.io/istio/examples-bookinfo-reviews-v2:1.20.1", "reviews", {
    ENABLE_RATINGS: "true",
  }),
  service("docker.io/istio/examples-bookinfo-reviews-v3:1.20.1", "reviews", {
    ENABLE_RATINGS: "true",
    STAR_COLOR: "red",
  }),
  service("docker.io/istio/examples-bookinfo-productpage-v1:1.20.1", "productpage"),
];
