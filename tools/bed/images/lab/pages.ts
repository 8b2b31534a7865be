import { join } from "node:path";
import { KIALI_IMAGE } from "../../../../labs/observability/kiali-operator/operator.js";
import { GRAFANA_IMAGE } from "../../../../labs/observability/prometheus-stack/grafana-deployment.js";
import { STAND_INS } from "../../../../labs/stand-ins/index.js";
import type { BedImage } from "../image.js";
import { place } from "./place.js";

interface PageArgs {
  readonly image: keyof typeof STAND_INS;
  readonly title: string;
  /** What the real one shows, as the end of a sentence. */
  readonly wouldShow: string;
  /** Commands of the lab that show the same from its own data. @default none */
  readonly instead?: readonly string[];
  /** Addresses to listen on. */
  readonly listen: readonly string[];
  /** Path of the Deployment's probe. @default none: it only opens the port */
  readonly health?: string;
  /** Where the program must be. @default /page; a Deployment with a command of its own needs another place */
  readonly program?: string;
}

/** An image whose page says that it is a stand-in (tools/bed/apps/page). */
function page(args: PageArgs): BedImage {
  const { image, title, wouldShow, listen, health = "", program = "/page", instead = [] } = args;
  const settings = {
    PAGE_TITLE: title,
    PAGE_WOULD_SHOW: wouldShow,
    PAGE_LISTEN: listen.join(","),
    PAGE_HEALTH: health,
    ...(instead.length === 0 ? {} : { PAGE_INSTEAD: instead.join(",") }),
  };
  return {
    name: image,
    what: STAND_INS[image],
    tools: ["bed-apps"],
    files: (job) => place(job, join(job.locate("bed-apps"), "page"), program),
    config: [
      ...Object.entries(settings).map(([name, value]) => `ENV ${name}=${JSON.stringify(value)}`),
      "USER 65534:65534",
      `ENTRYPOINT ["${program}"]`,
    ],
    revision: 1,
  };
}

const grafana = (image: keyof typeof STAND_INS): BedImage =>
  page({
    image,
    title: "Grafana",
    wouldShow: "the dashboards of Istio: requests, errors and times by service and by workload",
    instead: ["./lab dashboard istio-mesh"],
    listen: [":3000"],
    health: "/api/health",
  });

/** That of the sample addon of Istio 1.17, and that of the Prometheus stack. */
export const grafanas = (["grafana/grafana:9.0.1", GRAFANA_IMAGE] as const).map(grafana);

const kiali = (image: keyof typeof STAND_INS): BedImage =>
  page({
    image,
    title: "Kiali",
    wouldShow: "the graph of the mesh: which service calls which, with what share and what errors",
    instead: ["./lab graph"],
    // The second port is the one of its metrics.
    listen: [":20001", ":9090"],
    health: "/kiali/healthz",
    program: "/opt/kiali/kiali",
  });

/** That of the sample addon of Istio 1.17, and that which Kiali's operator makes. */
export const kialis = (["quay.io/kiali/kiali:v1.63", KIALI_IMAGE] as const).map(kiali);

/** Those of the sample addons of Istio 1.23. */
export const newerPages: readonly BedImage[] = [
  grafana("docker.io/grafana/grafana:11.0.0"),
  kiali("quay.io/kiali/kiali:v1.87"),
  page({
    image: "docker.io/grafana/loki:3.0.0",
    title: "Loki",
    wouldShow: "the logs that are sent to it; the lab sends it none",
    // Its API, and the two ports of its Services that other programs would call.
    listen: [":3100", ":9095", ":7946"],
    health: "/ready",
  }),
];

export const kubeOpsView = page({
  image: "hjacobs/kube-ops-view:20.4.0",
  title: "kube-ops-view",
  wouldShow: "the cluster as a picture: each node, and its pods as coloured squares",
  listen: [":8080"],
});
