import { kindClusterIn } from "../components/provider/kind-cluster.js";
import { kindInputs } from "../components/provider/kind-config.js";
import { nodeName } from "../labs/cluster.js";
import { realWorld } from "../components/provider/kind-world.js";
import { untyped } from "../components/provider/lab-provider.js";
import { pins } from "../tools/pins.js";
import { commonTools, kindTools } from "../tools/tool.js";
import type { Target } from "./target.js";

/** A real cluster: a Kubernetes node in a Docker container, which runs pods and serves traffic. */
export const kind = {
  name: "kind",
  owns: { cluster: true },
  runs: { pods: true, webhooks: true, containers: "docker" },
  reach: "hostPorts",
  images: "load",
  needsDocker: true,
  missing: () => undefined,
  node: ({ name }) => nodeName(name),
  keys: ["book", "listenAddress", "images", "cpuRequests", "memoryRequests"],
  tools: [...commonTools, ...kindTools],
  plugins: [
    { name: "kubernetes", version: pins.kubernetesProvider },
    { name: "docker", version: pins.dockerProvider },
    { name: "command", version: pins.commandProvider },
  ],
  resourceType: "lab:cluster:KindCluster",
  cluster: async ({ stack, apiServerPort, listenAddress, book }, spec) => {
    const { KindCluster } = await import("../components/cluster/kind-cluster.js");
    return new KindCluster("cluster", { stack, spec, apiServerPort, listenAddress, book });
  },
  inputs: (options, spec) => ({ ...kindInputs(options.stack, spec, options) }),
  plugin: (note) => untyped(kindClusterIn({ ...realWorld, note })),
} as const satisfies Target;
