import { NAMESPACE } from "../apps/app.js";
import { itemsOf } from "../contents.js";
import { keyOf } from "../kube.js";
import { remove, type Patch } from "../state.js";

/**
 * Deletes all objects of these kinds in the namespace of the exercises, as `kubectl delete <kinds> --all` does; it
 * may find none. The rest stays: accounts, pods that nobody owns, and every kind that is not named.
 */
export const removeAll =
  (...kinds: readonly string[]): Patch =>
  (state) => {
    const gone = itemsOf(state, "object").filter(
      ({ object }) => object.metadata.namespace === NAMESPACE && kinds.includes(object.kind),
    );
    return remove(...gone.map(({ object }) => keyOf(object)))(state);
  };
