import type { Place } from "../../labs/action.js";
import type { Kubectl } from "../../lib/kubectl.js";

/** A pod by name, and by what tells it from the next one of that name. */
export interface RunningPod {
  readonly name: string;
  readonly uid: string;
}

interface PodList {
  readonly items: readonly {
    readonly metadata: {
      readonly name: string;
      readonly uid: string;
      readonly deletionTimestamp?: string;
    };
    readonly status?: {
      readonly containerStatuses?: readonly { readonly name: string; readonly ready: boolean }[];
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
  return items
    .filter(({ metadata, status }) => {
      const ready = status?.containerStatuses?.some(
        (each) => each.name === container && each.ready,
      );
      return metadata.deletionTimestamp === undefined && ready === true;
    })
    .map(({ metadata: { name, uid } }) => ({ name, uid }));
}
