import { studied } from "../../../pins.js";
import type { BedImage } from "../image.js";
import { catalog, fakeServices, forum, goEcho, netshoot, webapp } from "./apps.js";
import { base } from "./base.js";
import { curl, envoy } from "./envoy.js";
import { flagger } from "./flagger.js";
import { httpbin } from "./httpbin.js";
import { pilot, proxyv2 } from "./istio.js";
import { kialiOperator } from "./kiali-operator.js";
import { configmapReload, jaeger, metricsServer, prometheus } from "./observability.js";
import { grafanas, kialis, kubeOpsView } from "./pages.js";
import { prometheusStack } from "./prometheus-stack.js";
import { registry } from "./registry.js";

/** The images of the lab's own pods, in the order to make them. */
export const labImages: readonly BedImage[] = [
  base,
  pilot(studied.istio),
  proxyv2(studied.istio),
  catalog,
  webapp,
  forum,
  ...fakeServices,
  goEcho,
  netshoot,
  flagger,
  metricsServer,
  prometheus,
  configmapReload,
  jaeger,
  ...prometheusStack,
  ...grafanas,
  kialiOperator,
  ...kialis,
  httpbin,
  envoy,
  curl,
  kubeOpsView,
  registry,
];
