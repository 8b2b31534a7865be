import { definePart } from "./part.js";

/** The namespaces of the exercises, with their injection label. */
export const namespaces = definePart({
  name: "namespaces",
  token: "istio-lab:apps:Namespaces",
  isAlwaysThere: true,
});
