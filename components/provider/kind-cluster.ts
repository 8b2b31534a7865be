import { checkKindInputs } from "./kind-check.js";
import type { KindInputs } from "./kind-config.js";
import { createKind, type KindOutputs } from "./kind-create.js";
import { nodeName } from "../../labs/cluster.js";
import { inspectNode, type KindNode } from "./kind-node.js";
import { originalOf } from "./kind-owner.js";
import { clusterId, keptKubeconfig } from "./kind-record.js";
import { removeCreation } from "./kind-remove.js";
import { restartNode } from "./kind-restart.js";
import type { KindWorld } from "./kind-world.js";
import type { ClusterResource, Finding } from "./resource.js";

/**
 * The kind cluster: one node in a Docker container. Its id is the creation of that
 * container, so that a cluster made again, by whomever, is another one.
 */
export const kindClusterIn = (world: KindWorld): ClusterResource<KindInputs, KindOutputs> => ({
  replaceFields: [
    "name",
    "image",
    "ports",
    "podSubnet",
    "serviceSubnet",
    "apiServerPort",
    "kubeadmConfigPatches",
    "extraMounts",
  ],
  updateFields: [],
  check: checkKindInputs,
  create: (inputs) => createKind(world, inputs),

  async find(id, { stack, name }) {
    const node = await inspectNode(world.exec, name);
    if (node === undefined) return { alive: false, why: `there is no ${nodeName(name)}` };
    const made = clusterId(stack, node.container);
    if (made !== id) return { alive: false, why: `another one, ${made}, took its place` };
    const original = await originalOf(world.folder(stack), id);
    if (original !== undefined) {
      const why = `it belongs to the checkout that this one was copied from: ${original}`;
      return { alive: false, why };
    }
    const finding = findingOf(node);
    return finding.alive ? answering(world, stack, id) : finding;
  },

  async update(id, outputs, inputs) {
    const node = await inspectNode(world.exec, inputs.name);
    // gone since it was looked for: the next run makes it again
    if (node === undefined || clusterId(inputs.stack, node.container) !== id) return outputs;
    return { ...inputs, kubeconfig: await restartNode(world, id, inputs, node) };
  },

  remove: (id, inputs) => removeCreation(world, id, inputs),
});

/** Right after a restart of Docker a node runs, and its API server does not answer yet. */
async function answering(world: KindWorld, stack: string, id: string): Promise<Finding> {
  const kubeconfig = await keptKubeconfig(world.folder(stack), id);
  if (kubeconfig === undefined)
    return { alive: false, why: "its kubeconfig is gone", restart: true };
  const why = await world.whyNotReady(kubeconfig);
  if (why === undefined) return { alive: true };
  return { alive: false, why: `its API server is not ready: ${why}`, restart: true };
}

function findingOf({ status }: KindNode): Finding {
  switch (status) {
    case "running":
    case "restarting":
      return { alive: true };
    case "created":
    case "exited":
      return { alive: false, why: "its node is stopped", restart: true };
    case "paused":
      return { alive: false, why: "its node is paused", restart: true };
    case "removing":
    case "dead":
      return { alive: false, why: `its node is ${status}` };
  }
}
