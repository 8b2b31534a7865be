import type { ContainerSpec } from "../container.js";
import { CURL_IMAGE } from "../container-probes.js";
import type { EnvoyBootstrap } from "../envoy.js";
import { all, forgetImages, pullImages, removeContainers, type Patch } from "../state.js";
import { ADMIN_PORT, HTTPBIN_PORT, LISTENER_PORT } from "./envoy-config.js";

/** The last Envoy that the notes have in Docker. It takes the book's configurations as they are. */
export const ENVOY_IMAGE = "envoyproxy/envoy:v1.19.0";

/** The notes take `latest`; this is the version of that month. */
export const HTTPBIN_IMAGE = "mccutchen/go-httpbin:2.18.2";

const IMAGES = [ENVOY_IMAGE, CURL_IMAGE, HTTPBIN_IMAGE];

/** The three images of the first chapter. */
export const images: Patch = pullImages(...IMAGES);

/** A service that answers with what it was asked. */
export const httpbin: ContainerSpec = {
  name: "httpbin",
  image: HTTPBIN_IMAGE,
  env: { PORT: `${HTTPBIN_PORT}` },
  program: { tool: "go-httpbin", listens: [HTTPBIN_PORT], env: { HOST: "127.0.0.1" } },
};

/** Envoy's program without a configuration. */
export const envoy: ContainerSpec = {
  name: "envoy",
  image: ENVOY_IMAGE,
  command: ["envoy"],
  program: { tool: "envoy", listens: [] },
};

/**
 * Envoy with a configuration. The notes start it three times under the same name, each time with another one.
 * @param ports of the host. Default: none
 */
export const proxy = (
  config: EnvoyBootstrap,
  ports: Pick<ContainerSpec, "ports"> = {},
): ContainerSpec => ({
  name: "proxy",
  image: ENVOY_IMAGE,
  command: ["--config-yaml", config],
  ...ports,
  program: {
    tool: "envoy",
    listens: [ADMIN_PORT, LISTENER_PORT],
    // nobody takes over from it, and what that would need is one a machine
    options: ["--disable-hot-restart"],
  },
});

/** All of the chapter goes; its images stay in Docker. */
export const withoutContainers: Patch = all(
  removeContainers("proxy", "httpbin"),
  forgetImages(...IMAGES),
);
