import type { AddonSpec, AddonSpecs } from "../addons.js";

const inside: AddonSpec = { type: "ClusterIP", nodePorts: {} };

/** 2.13: the sample addons as the release has them. */
export const addonsInside: AddonSpecs = {
  ...{ prometheus: inside, grafana: inside, jaeger: inside, kiali: inside },
};

/** 2.15: their pages on the host. The second ports, random in the notes, are fixed outside the range of the host. */
export const addonsPublished: AddonSpecs = {
  prometheus: { type: "NodePort", nodePorts: { 9090: 30001 } },
  grafana: { type: "NodePort", nodePorts: { 3000: 30002 } },
  kiali: { type: "NodePort", nodePorts: { 20001: 30003, 9090: 31090 } },
  jaeger: { type: "NodePort", nodePorts: { 80: 30004, 16685: 31685 } },
};
