import type { Need } from "../labs/checks.js";
import { KWOK_ROOM, kwokCluster } from "../components/provider/kwok-cluster.js";
import { kwokInputs } from "../components/provider/kwok-config.js";
import { untyped } from "../components/provider/lab-provider.js";
import { pins } from "../tools/pins.js";
import { commonTools, kwokTools } from "../tools/tool.js";
import type { Target } from "./target.js";

const MISSING: Partial<Record<Need, string>> = {
  node: "kwok has no node container",
  docker: "kwok has no Docker: the programs of its containers run on this machine itself",
  mesh: "pods are simulated on kwok: there is no proxy",
  traffic: "pods are simulated on kwok: nothing answers requests",
  metrics: "pods are simulated on kwok: nothing is measured",
  traces: "pods are simulated on kwok: nothing is traced",
  dashboards: "pods are simulated on kwok: there are no pages",
  internet: "nothing on kwok reaches the internet",
};

/** The embedded cluster: a real API server as processes of this machine, with one simulated node. */
export const kwok = {
  name: "kwok",
  owns: { cluster: true },
  runs: { pods: false, webhooks: false, containers: "processes" },
  reach: "none",
  images: "none",
  needsDocker: false,
  missing: (need) => MISSING[need],
  disk: KWOK_ROOM,
  keys: [],
  tools: [...commonTools, ...kwokTools],
  plugins: [{ name: "kubernetes", version: pins.kubernetesProvider }],
  resourceType: "lab:cluster:KwokCluster",
  cluster: async ({ stack, apiServerPort }, spec) => {
    const { KwokCluster } = await import("../components/cluster/kwok-cluster.js");
    return new KwokCluster("cluster", { stack, spec, apiServerPort });
  },
  inputs: ({ stack, apiServerPort }, spec) => ({ ...kwokInputs(stack, spec, apiServerPort) }),
  plugin: () => untyped(kwokCluster),
} as const satisfies Target;
