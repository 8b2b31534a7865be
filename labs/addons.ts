import type { AddonName } from "./parts/index.js";

/** How an addon's Service is published. */
export interface AddonSpec {
  /** `ClusterIP` as in the release, or `NodePort` with the node ports below. */
  readonly type: "ClusterIP" | "NodePort";
  /** Node port by Service port. Every port of a NodePort Service has one, so that none is random. */
  readonly nodePorts: Readonly<Record<number, number>>;
}

/** The sample addons of a lab, and how each is published. */
export type AddonSpecs = Readonly<Partial<Record<AddonName, AddonSpec>>>;
