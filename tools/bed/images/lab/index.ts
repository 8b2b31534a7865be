import type { Versions } from "../../../../labs/versions.js";
import type { ISTIO } from "../../../releases.js";
import type { BedImage } from "../image.js";
import { catalog, fakeServices, forum, goEcho, netshoot, webapp } from "./apps.js";
import { base } from "./base.js";
import { curl, envoy } from "./envoy.js";
import { flagger } from "./flagger.js";
import { httpbin } from "./httpbin.js";
import { pilot, proxyv2 } from "./istio.js";
import { kans7Images } from "./kans7.js";
import { kialiOperator } from "./kiali-operator.js";
import { configmapReload, jaeger, metricsServer, prometheus } from "./observability.js";
import { grafanas, kialis, kubeOpsView } from "./pages.js";
import { prometheusStack } from "./prometheus-stack.js";
import { registry } from "./registry.js";

/** What weeks on Istio 1.17.8 run. */
const ofStudy: readonly BedImage[] = [
  base,
  pilot("1.17.8"),
  proxyv2("1.17.8"),
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

/** What KANS week 7 runs. */
const ofKans7: readonly BedImage[] = [
  base,
  pilot("1.23.2"),
  proxyv2("1.23.2"),
  ...kans7Images,
  registry,
];

/** The images of the lab's own pods by the Istio that they run beside, in the order to make them. */
const byIstio: Readonly<Record<keyof typeof ISTIO, readonly BedImage[]>> = {
  "1.17.8": ofStudy,
  "1.23.2": ofKans7,
};

/** The images of the pods of labs on an Istio, in the order to make them; none for one that the bed does not know. */
export const labImages = ({ istio }: Pick<Versions, "istio">): readonly BedImage[] =>
  (byIstio as Readonly<Record<string, readonly BedImage[]>>)[istio] ?? [];

/** All of them, each once. */
export const allLabImages: readonly BedImage[] = [...new Set(Object.values(byIstio).flat())];
