import type { Action } from "./action.js";
import type { ClusterSpec } from "./cluster.js";
import type { AddonSpec } from "./addons.js";
import type { IstioOperatorSpec } from "./istio.js";
import { keyOf, type KubeObject, type ObjectKey } from "./kube.js";
import type { AddonName, DefinitionsName, Part } from "./parts/index.js";

/** An object of the lab and the component that it belongs to. */
export interface Placed {
  readonly part: Part;
  readonly object: KubeObject;
}

/**
 * All that a lab consists of at one step.
 * Nothing in it is a command: going back to an earlier step is computing that step's state.
 */
export interface LabState {
  /** Undefined before the cluster is made and after the teardown step. */
  readonly cluster: ClusterSpec | undefined;
  /** What `istioctl install` gets; undefined until Istio is installed. */
  readonly mesh: IstioOperatorSpec | undefined;
  /** The sample addons of the Istio release that are installed. */
  readonly addons: Readonly<Partial<Record<AddonName, AddonSpec>>>;
  /** Whose definitions are installed besides Istio's. */
  readonly definitions: readonly DefinitionsName[];
  /** The objects written by the lab itself, by key. */
  readonly objects: Readonly<Record<ObjectKey, Placed>>;
  /** What Kubernetes can't see (a fault inside a process, tools in the node), by name. */
  readonly actions: Readonly<Record<string, Action>>;
}

/** The state before the first step: nothing at all. */
export const nothing: LabState = {
  cluster: undefined,
  mesh: undefined,
  addons: {},
  definitions: [],
  objects: {},
  actions: {},
};

/** What a step changes. Pure: the same state in gives the same state out. */
export type Patch = (state: LabState) => LabState;

/** Several patches in order, as one. */
export const all =
  (...patches: readonly Patch[]): Patch =>
  (state) =>
    patches.reduce((current, patch) => patch(current), state);

/** Makes the cluster. */
export const cluster =
  (spec: ClusterSpec): Patch =>
  (state) => ({ ...state, cluster: spec });

/** Installs Istio, or installs it again with another spec. */
export const mesh =
  (spec: IstioOperatorSpec): Patch =>
  (state) => ({ ...state, mesh: spec });

/** Installs sample addons, or changes how they are published. */
export const addons =
  (specs: Partial<Record<AddonName, AddonSpec>>): Patch =>
  (state) => ({ ...state, addons: { ...state.addons, ...specs } });

/** Installs definitions of others, for objects of kinds that Istio doesn't bring. */
export const define =
  (...names: readonly DefinitionsName[]): Patch =>
  (state) => ({ ...state, definitions: [...new Set([...state.definitions, ...names])] });

/** Applies objects: new ones are added, ones with the same key are replaced as a whole. */
export const apply =
  (part: Part, ...objects: readonly KubeObject[]): Patch =>
  (state) => ({
    ...state,
    objects: {
      ...state.objects,
      ...Object.fromEntries(objects.map((object) => [keyOf(object), { part, object }])),
    },
  });

/** Deletes objects. A key that isn't there is a mistake in the week's data and throws. */
export const remove =
  (...keys: readonly ObjectKey[]): Patch =>
  (state) => {
    const missing = keys.find((key) => !(key in state.objects));
    if (missing !== undefined) {
      const there = Object.keys(state.objects).filter((key) => kindOf(key) === kindOf(missing));
      const allowed = there.join(", ") || "none of that kind is there";
      throw new Error(`"${missing}" can't be removed, it isn't there. Allowed: ${allowed}.`);
    }
    const kept = Object.entries(state.objects).filter(([key]) => !keys.includes(key));
    return { ...state, objects: Object.fromEntries(kept) };
  };

const kindOf = (key: ObjectKey): string => key.replace(/\/.*/, "");

/** Does something that Kubernetes can't see. An action of the same name is replaced. */
export const act =
  (...actions: readonly Action[]): Patch =>
  (state) => ({
    ...state,
    actions: {
      ...state.actions,
      ...Object.fromEntries(actions.map((action) => [action.name, action])),
    },
  });

/** Takes actions back by leaving them out of the state: what undoes them is the action's own `undo`. */
export const undo =
  (...names: readonly string[]): Patch =>
  (state) => ({
    ...state,
    actions: Object.fromEntries(
      Object.entries(state.actions).filter(([name]) => !names.includes(name)),
    ),
  });

/** The teardown: nothing is left. */
export const teardown: Patch = () => nothing;
