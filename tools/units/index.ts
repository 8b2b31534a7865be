import type { Versions } from "../../labs/versions.js";
import { releasesOf } from "../releases.js";
import type { Unit } from "../tool.js";
import { bedApps, bookinfo } from "./bed-apps.js";
import { bedPrograms } from "./bed-programs.js";
import { commandProvider } from "./command-provider.js";
import { configReloader } from "./config-reloader.js";
import { coredns } from "./coredns.js";
import { crictl } from "./crictl.js";
import { dockerProvider } from "./docker-provider.js";
import { envoy } from "./envoy.js";
import { etcd } from "./etcd.js";
import { flagger } from "./flagger.js";
import { fortio } from "./fortio.js";
import { go } from "./go.js";
import { httpbin } from "./httpbin.js";
import { istioImages } from "./istio-images.js";
import { istioStats } from "./istio-stats.js";
import { istio } from "./istio.js";
import { addonJaeger, jaeger } from "./jaeger.js";
import { kind } from "./kind.js";
import { kubernetesProvider } from "./kubernetes-provider.js";
import { kubernetes } from "./kubernetes.js";
import { kwok } from "./kwok.js";
import { metricsServer } from "./metrics-server.js";
import { prometheusOperator } from "./prometheus-operator.js";
import { addonPrometheus, prometheus, stackPrometheus } from "./prometheus.js";
import { pulumi } from "./pulumi.js";
import { registry } from "./registry.js";

/**
 * All that the lab can get for a pair of versions.
 * @throws UsageError `unknown-release` for versions that are not in the table of releases
 */
export function unitsFor(versions: Versions): readonly Unit[] {
  const { kubernetes: release, istio: istioRelease } = releasesOf(versions);
  return [
    pulumi,
    kubernetesProvider,
    commandProvider,
    dockerProvider,
    kubernetes(versions.kubernetes, release),
    etcd(release.etcd),
    kwok,
    istio(versions.istio, istioRelease),
    flagger,
    prometheusOperator,
    fortio,
    kind(release),
    crictl,
    coredns(release.coredns),
    bedPrograms,
    bedApps,
    bookinfo,
    istioImages(versions.istio, istioRelease),
    envoy,
    istioStats,
    prometheus,
    stackPrometheus,
    addonPrometheus,
    configReloader,
    jaeger,
    addonJaeger,
    metricsServer,
    httpbin,
    registry,
    go,
  ];
}
