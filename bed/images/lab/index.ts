import type { BedImage } from "../image.js";
import { catalog, netshoot, webapp } from "./apps.js";
import { base } from "./base.js";
import { pilot, proxyv2 } from "./istio.js";
import { configmapReload, jaeger, metricsServer, prometheus } from "./observability.js";
import { grafana, kiali, kubeOpsView } from "./pages.js";
import { registry } from "./registry.js";

/** The images of the lab's own pods, in the order to make them. */
export const labImages: readonly BedImage[] = [
  base,
  pilot,
  proxyv2,
  catalog,
  webapp,
  netshoot,
  metricsServer,
  prometheus,
  configmapReload,
  jaeger,
  grafana,
  kiali,
  kubeOpsView,
  registry,
];
