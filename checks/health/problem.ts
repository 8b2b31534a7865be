import type { KubeObject, ObjectKey } from "../../labs/kube.js";

/** What `lab up` does about a problem by itself. */
export type Cure =
  /** Kubernetes brings it about: it is waited for. */
  | { readonly how: "wait" }
  /** Kubernetes tries again now to make its pods: by itself it waits longer after each refusal, up to a quarter of an hour. */
  | { readonly how: "retry"; readonly namespace: string }
  /** An object of the lab is let go: somebody put finalizers on it that nobody takes away. */
  | { readonly how: "release"; readonly object: KubeObject }
  /** The pods are made anew, by their workload. */
  | { readonly how: "restart"; readonly workload: ObjectKey }
  /** A pod that nobody owns is deleted and written again. */
  | { readonly how: "replace"; readonly pod: ObjectKey }
  /** A container beside the cluster, or the process in its place: the engine makes it again. */
  | { readonly how: "remake" }
  /** The node takes pods again. */
  | { readonly how: "uncordon"; readonly node: string };

/** Something in a cluster that is not as a lab needs it, whatever its fields say. */
export interface Problem {
  /** Stable, for `--json`: `not-available`. */
  readonly code: string;
  /** What it is about. */
  readonly object: ObjectKey;
  /** One sentence without a full stop, which names the object: `Deployment shop/web is not available: …`. */
  readonly says: string;
  /** `fault`: the lab does not work so. `note`: it may be meant so; nothing is done about it. */
  readonly weight: "fault" | "note";
  /** What the learner can type, with kubectl as `./lab env` gives it. Default: nothing helps by hand. */
  readonly help?: string;
  /** Default: nothing, the learner must. */
  readonly cure?: Cure;
  /** Waiting does not help: who stands in the way must go first. Default: false. */
  readonly stuck?: boolean;
}
