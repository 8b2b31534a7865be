import type { Unit } from "../tool.js";
import { bedApps } from "./bed-apps.js";
import { bedPrograms } from "./bed-programs.js";
import { commandProvider } from "./command-provider.js";
import { coredns } from "./coredns.js";
import { crictl } from "./crictl.js";
import { dockerProvider } from "./docker-provider.js";
import { envoy } from "./envoy.js";
import { etcd } from "./etcd.js";
import { flagger } from "./flagger.js";
import { fortio } from "./fortio.js";
import { go } from "./go.js";
import { istioImages } from "./istio-images.js";
import { istio } from "./istio.js";
import { jaeger } from "./jaeger.js";
import { kind } from "./kind.js";
import { kubernetesProvider } from "./kubernetes-provider.js";
import { kubernetes } from "./kubernetes.js";
import { kwok } from "./kwok.js";
import { metricsServer } from "./metrics-server.js";
import { prometheus } from "./prometheus.js";
import { pulumi } from "./pulumi.js";
import { registry } from "./registry.js";

/** All that the lab can get. */
export const units: readonly Unit[] = [
  pulumi,
  kubernetesProvider,
  commandProvider,
  dockerProvider,
  kubernetes,
  etcd,
  kwok,
  istio,
  flagger,
  fortio,
  kind,
  crictl,
  coredns,
  bedPrograms,
  bedApps,
  istioImages,
  envoy,
  prometheus,
  jaeger,
  metricsServer,
  registry,
  go,
];
