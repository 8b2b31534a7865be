import type { Place } from "../../labs/action.js";
import type { Kubectl } from "../../tools/kubectl.js";

/** A pod by name, and the container that runs in it: another one after each restart, of the pod or in it. */
export interface RunningPod {
  readonly name: string;
  readonly containerId: string;
}

interface PodList {
  readonly items: readonly {
    readonly metadata: {
      readonly name: string;
      readonly deletionTimestamp?: string;
    };
    readonly status?: {
      readonly containerStatuses?: readonly {
        readonly name: string;
        readonly ready: boolean;
        readonly containerID?: string;
      }[];
    };
  }[];
}

/** The pods that an action selects and in which its container is ready, without those that are going. */
export async function runningPods(
  kubectl: Kubectl,
  { namespace, selector, container }: Extract<Place, { where: "pods" }>,
): Promise<RunningPod[]> {
  const args = ["get", "pods", "--namespace", namespace, "--selector", selector, "-o", "json"];
  const { items } = JSON.parse((await kubectl(args)).stdout) as PodList;
  return items.flatMap(({ metadata: { name, deletionTimestamp }, status }) => {
    const found = status?.containerStatuses?.find((each) => each.name === container);
    const runs = deletionTimestamp === undefined && found?.ready === true;
    return runs ? [{ name, containerId: found.containerID ?? "" }] : [];
  });
}
