import type { AddonSpecs } from "../addons.js";

/** 4.30: Jaeger as the release has it. */
export const jaegerInside: AddonSpecs = { jaeger: { type: "ClusterIP", nodePorts: {} } };

/** 4.31: its page on the host. The second port, random in the notes, is fixed outside the range that the host maps. */
export const jaegerPublished: AddonSpecs = {
  jaeger: { type: "NodePort", nodePorts: { 80: 30004, 16685: 31685 } },
};
