import type { BedImage } from "../image.js";
import { bookinfo } from "./bookinfo.js";
import { nginx } from "./nginx.js";
import { newerJaeger, newerPrometheus } from "./observability.js";
import { newerPages } from "./pages.js";

/** What KANS week 7 runs beside Istio 1.23 and the base, in the order to make them. */
export const kans7Images: readonly BedImage[] = [
  nginx,
  ...bookinfo,
  ...newerPrometheus,
  newerJaeger,
  ...newerPages,
];
