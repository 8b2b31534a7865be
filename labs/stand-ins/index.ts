import { withEmptyVolumes } from "../empty-volumes.js";
import { httpbinFor, leadToHttpbin } from "./httpbin.js";
import { knowUsersHost, usersFor } from "./jsonplaceholder.js";
import type { LabObject } from "../objects.js";

/*
 * All that a lab does differently on stand-ins, the images that `lab bed up` makes where none can be
 * pulled. They have the official names, so the rest of the lab does not know about them.
 */

const FAKE_SERVICE =
  "a small program of the lab that behaves as fake-service does over HTTP and TLS, without its page";

const GRAFANA =
  "a page of the lab that says that Grafana is missing, and what shows its dashboards";
const KIALI = "a page of the lab that says that Kiali is missing, and what shows its graph";

const bookinfo = (service: string): string =>
  `a small program of the lab that behaves as Bookinfo's ${service} does over HTTP`;

/** What is behind an image's official name, by that name. */
export const STAND_INS = {
  "docker.io/istio/pilot:1.17.8": "istiod of Istio 1.17.5, built from its own module",
  "docker.io/istio/proxyv2:1.17.8":
    "the agent of Istio 1.17.5, built from its own module, with upstream's Envoy 1.40.0 in place of Istio's, and a module of the lab that makes Istio's metrics",
  "docker.io/istio/pilot:1.23.2":
    "istiod of Istio 1.23.2, built from its own module with an older client of Istio's API",
  "docker.io/istio/proxyv2:1.23.2":
    "the agent of Istio 1.23.2, built from its own module, with upstream's Envoy 1.40.0 in place of Istio's, and a module of the lab that makes Istio's metrics",
  "istioinaction/catalog:latest": "a small program of the lab that behaves as the book's catalog",
  "istioinaction/webapp:latest":
    "a small program of the lab that behaves as the book's webapp, and one in place of httpbin.org",
  "istioinaction/forum:latest":
    "a small program of the lab that behaves as the book's forum, and one in place of jsonplaceholder.typicode.com",
  "nicholasjackson/fake-service:v0.17.0": FAKE_SERVICE,
  "nicholasjackson/fake-service:v0.14.1": FAKE_SERVICE,
  "cjimti/go-echo:latest": "a small program of the lab that greets and says back as go-echo does",
  "ghcr.io/fluxcd/flagger:1.41.0": "Flagger 1.41.0, built from its own module",
  "nicolaka/netshoot": "the network programs of netshoot that the study uses, from Debian",
  "registry.k8s.io/metrics-server/metrics-server:v0.7.2":
    "metrics-server 0.7.2, built from its own module",
  "prom/prometheus:v2.34.0":
    "Prometheus 2.34.0-rc.0 with Kubernetes as its only discovery and without its page, built from its own module",
  "jimmidyson/configmap-reload:v0.5.0":
    "a small program of the lab that tells Prometheus of new settings",
  "docker.io/jaegertracing/all-in-one:1.35":
    "Jaeger 1.35.0 with its store in memory and without its page, built from its own module",
  "quay.io/prometheus-operator/prometheus-operator:v0.45.0":
    "Prometheus' operator 0.45.0, built from its own module",
  "quay.io/prometheus-operator/prometheus-config-reloader:v0.45.0":
    "the operator's config reloader 0.45.0, built from its own module",
  "quay.io/prometheus/prometheus:v2.24.0":
    "Prometheus 2.24.0 with Kubernetes as its only discovery and its newer page, built from its own module",
  "grafana/grafana:7.4.2": GRAFANA,
  "quay.io/kiwigrid/k8s-sidecar:1.10.6":
    "a small program of the lab that waits: there is no Grafana to write dashboards for",
  "quay.io/kiali/kiali-operator:v1.63.2":
    "a small program of the lab that makes of a Kiali what the exercises look at",
  "quay.io/kiali/kiali:v1.63.2": KIALI,
  "envoyproxy/envoy:v1.19.0":
    "upstream's Envoy 1.40.0, which adds the type that it wants to the router filter of the book's configurations",
  "curlimages/curl:8.13.0": "Debian's curl",
  "mccutchen/go-httpbin:2.18.2": "go-httpbin 2.18.2, built from its own module",
  "grafana/grafana:9.0.1": GRAFANA,
  "quay.io/kiali/kiali:v1.63": KIALI,
  "hjacobs/kube-ops-view:20.4.0": "a page of the lab that says that kube-ops-view is missing",
  "nginx:alpine": "Debian's nginx, arranged as in the official image",
  "docker.io/istio/examples-bookinfo-details-v1:1.20.1": bookinfo("details"),
  "docker.io/istio/examples-bookinfo-ratings-v1:1.20.1": bookinfo("ratings"),
  "docker.io/istio/examples-bookinfo-reviews-v1:1.20.1": bookinfo("reviews, version 1,"),
  "docker.io/istio/examples-bookinfo-reviews-v2:1.20.1": bookinfo("reviews, version 2,"),
  "docker.io/istio/examples-bookinfo-reviews-v3:1.20.1": bookinfo("reviews, version 3,"),
  "docker.io/istio/examples-bookinfo-productpage-v1:1.20.1": bookinfo("productpage"),
  "prom/prometheus:v2.52.0":
    "Prometheus 2.52.0 with Kubernetes, files and HTTP as its only discoveries and without its page, built from its own module",
  "ghcr.io/prometheus-operator/prometheus-config-reloader:v0.73.2":
    "the operator's config reloader 0.73.2, built from its own module",
  "docker.io/jaegertracing/all-in-one:1.58":
    "Jaeger 1.58.0 without its page, built from its own module",
  "docker.io/grafana/grafana:11.0.0": GRAFANA,
  "quay.io/kiali/kiali:v1.87": KIALI,
  "docker.io/grafana/loki:3.0.0":
    "a page of the lab that says that Loki is missing: nothing in the lab sends it logs",
  "registry:2.8.3": "Docker's registry 2.8.3, built from its own module",
} as const;

/** Why a check with such a need is not run on stand-ins. All else is real. */
export const STAND_IN_LIMITS = {
  dashboards:
    "Grafana, Kiali and kube-ops-view are pages without content on stand-ins: they can't be built from package registries",
  internet: "where images are made on the spot nothing outside can be reached",
} as const;

/**
 * Gives the objects of a lab what stand-ins need: the two hosts outside that the exercises call are Services of the
 * cluster, and what claims a volume gets an empty folder, since the bed's node provisions none. Nothing else is
 * changed. The result is not sorted.
 */
export const withStandIns = (objects: readonly LabObject[]): LabObject[] => [
  ...withEmptyVolumes(objects).map(knowUsersHost).map(leadToHttpbin),
  ...usersFor(objects),
  ...httpbinFor(objects),
];
