/** A registry that the lab's images come from. */
export interface Registry {
  /** As image names begin with it: `docker.io`. */
  readonly host: string;
  /** Where it really answers. */
  readonly upstream: string;
  /** The container that keeps what was pulled from it, on the network of the clusters (`lab cache up`). */
  readonly cache: string;
}

/** Port that a cache listens on, in its own network only. */
export const CACHE_PORT = 5000;

/** How the names of all caches begin. */
export const CACHE_PREFIX = "istio-lab-cache-";

const registry = (host: string, upstream = `https://${host}`): Registry => ({
  host,
  upstream,
  cache: `${CACHE_PREFIX}${host.replaceAll(".", "-")}`,
});

/** The registries of all images that the labs' objects name. */
export const REGISTRIES: readonly Registry[] = [
  registry("docker.io", "https://registry-1.docker.io"),
  registry("registry.k8s.io"),
  registry("quay.io"),
  registry("ghcr.io"),
];
