import type { BedImage } from "../image.js";
import { catalog, fakeServices, forum, netshoot, webapp } from "./apps.js";
import { base } from "./base.js";
import { flagger } from "./flagger.js";
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
  forum,
  ...fakeServices,
  netshoot,
  flagger,
  metricsServer,
  prometheus,
  configmapReload,
  jaeger,
  grafana,
  kiali,
  kubeOpsView,
  registry,
];
