import { RegistryCaches } from "../components/images/registry-caches.js";
import { REGISTRIES } from "../labs/registries.js";
import { pins } from "../tools/pins.js";

/** The stack of what outlives the labs: beside those of the weeks, in the same project. */
export const CACHE_STACK = "cache";

/** The caches of image registries. `lab cache up` runs it inline, plain `pulumi up -s cache` through stacks/index.mjs. */
export function cacheProgram(): Promise<object> {
  new RegistryCaches("caches", { registries: REGISTRIES, image: `registry:${pins.registry}` });
  return Promise.resolve({ caches: REGISTRIES.map(({ cache }) => cache) });
}
