import { knowUsersHost, usersFor } from "./jsonplaceholder.js";
import type { LabObject } from "../objects.js";

/*
 * All that a lab does differently on stand-ins, the images that `lab bed up` makes where none can be
 * pulled. They have the official names, so the rest of the lab does not know about them.
 */

const FAKE_SERVICE =
  "a small program of the lab that behaves as fake-service does over HTTP, without its page";

/** What is behind an image's official name, by that name. */
export const STAND_INS = {
  "docker.io/istio/pilot:1.17.8": "istiod of Istio 1.17.5, built from its own module",
  "docker.io/istio/proxyv2:1.17.8":
    "the agent of Istio 1.17.5, built from its own module, with upstream's Envoy 1.40.0 in place of Istio's, and a module of the lab that makes Istio's metrics",
  "istioinaction/catalog:latest": "a small program of the lab that behaves as the book's catalog",
  "istioinaction/webapp:latest": "a small program of the lab that behaves as the book's webapp",
  "istioinaction/forum:latest":
    "a small program of the lab that behaves as the book's forum, and one in place of jsonplaceholder.typicode.com",
  "nicholasjackson/fake-service:v0.17.0": FAKE_SERVICE,
  "nicholasjackson/fake-service:v0.14.1": FAKE_SERVICE,
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
  "grafana/grafana:9.0.1": "a page of the lab that says that Grafana is missing",
  "quay.io/kiali/kiali:v1.63": "a page of the lab that says that Kiali is missing",
  "hjacobs/kube-ops-view:20.4.0": "a page of the lab that says that kube-ops-view is missing",
  "registry:2.8.3": "Docker's registry 2.8.3, built from its own module",
} as const;

/** Why a check with such a need is not run on stand-ins. All else is real. */
export const STAND_IN_LIMITS = {
  dashboards:
    "Grafana, Kiali and kube-ops-view are pages without content on stand-ins: they can't be built from package registries",
  internet: "where images are made on the spot nothing outside can be reached",
} as const;

/**
 * Gives the objects of a lab what stand-ins need: the one host outside that an application calls is a Service of the
 * cluster. Nothing else is changed. The result is not sorted.
 */
export const withStandIns = (objects: readonly LabObject[]): LabObject[] => [
  ...objects.map(knowUsersHost),
  ...usersFor(objects),
];
