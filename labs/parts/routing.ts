import { definePart } from "./part.js";

/** The mesh configuration that the exercises write: Gateway, VirtualService, DestinationRule. */
export const routing = definePart({ name: "routing", token: "istio-lab:istio:Routing" });
