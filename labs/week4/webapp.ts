import { stringify } from "yaml";
import { deployment, type EnvVar } from "../apps/app.js";
import { WEBAPP_IMAGE } from "../apps/images.js";
import { webapp, webappEnv, WEBAPP_PORT } from "../apps/webapp.js";
import type { Json, KubeObject } from "../kube.js";
import { ZIPKIN } from "./mesh.js";

export { webapp };

/** The settings of one pod's proxy. */
const PROXY_CONFIG = "proxy.istio.io/config";
/** A ConfigMap that Envoy's bootstrap is changed by. */
const BOOTSTRAP_OVERRIDE = "sidecar.istio.io/bootstrapOverride";

type Annotations = Readonly<Record<string, string>>;

const proxyConfig = (config: Readonly<Record<string, Json>>): Annotations => ({
  [PROXY_CONFIG]: stringify(config),
});

/**
 * webapp with other settings of its proxy. All of the week's variants are one Deployment: each takes the place of the
 * settings before it. The account is named in each, where the notes' files leave it out and kubectl keeps the one of
 * before (`weeks/week4.md` 9 i, j).
 */
const variant = (annotations: Annotations, env: readonly EnvVar[] = webappEnv): KubeObject =>
  deployment({
    name: "webapp",
    labels: { app: "webapp" },
    image: WEBAPP_IMAGE,
    port: WEBAPP_PORT,
    env,
    serviceAccount: "webapp",
    annotations,
  });

/** What Envoy counts of calls to catalog. */
export const CATALOG_CLUSTER = "cluster.outbound|80||catalog.istioinaction";

/** 4.5: its proxy keeps Envoy's own statistics of the calls to catalog. */
export const withCatalogStats = variant(
  proxyConfig({ proxyStatsMatcher: { inclusionPrefixes: [CATALOG_CLUSTER] } }),
);

/**
 * 4.22: its proxy knows two more tags. The notes' file has no addresses of other services: webapp finds catalog by the
 * variables that Kubernetes gives every pod for the Services of its namespace (`weeks/week4.md` 9 h).
 */
export const withExtraTags = variant(
  proxyConfig({ extraStatTags: ["upstream_proxy_version", "source_mesh_id"] }),
  [],
);

/** 4.39: all of its requests are traced, and each span has a tag. */
export const withCustomTag = variant(
  proxyConfig({
    tracing: {
      sampling: 100,
      customTags: { custom_tag: { literal: { value: "Test Tag" } } },
      zipkin: { address: ZIPKIN },
    },
  }),
);

/** The ConfigMap of 4.41. */
export const BOOTSTRAP = "istio-custom-zipkin";

/** 4.41: its proxy starts with a bootstrap that is changed by `BOOTSTRAP`. */
export const withCustomBootstrap = variant({
  [BOOTSTRAP_OVERRIDE]: BOOTSTRAP,
  ...proxyConfig({ tracing: { sampling: 10, zipkin: { address: ZIPKIN } } }),
});
