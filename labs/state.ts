import type { Action } from "./action.js";
import type { AddonSpecs } from "./addons.js";
import type { CertificatesSpec } from "./certificates.js";
import type { ClusterSpec } from "./cluster.js";
import type { ContainerSpec } from "./container.js";
import type { IstioOperatorSpec } from "./istio.js";
import { actionKey } from "./items/action.js";
import { containerKey } from "./items/container.js";
import { imageKey } from "./items/image.js";
import { keyOfItem, type Item } from "./items/index.js";
import type { ItemKey } from "./items/kind.js";
import type { KubeObject, ObjectKey, ObjectMeta } from "./kube.js";
import { ADDONS, type DefinitionsName, type Part, type SampleAppName } from "./parts/index.js";

/**
 * All that a lab consists of at one step, by key (labs/items/): a cluster, a mesh, addons, objects, actions.
 * Nothing in it is a command: going back to an earlier step is computing that step's state. It is plain data, and what
 * is in it is asked by labs/contents.ts.
 */
export type LabState = Readonly<Record<ItemKey, Item>>;

/** The state before the first step: nothing at all. */
export const nothing: LabState = {};

/** What a step changes. Pure: the same state in gives the same state out. */
export type Patch = (state: LabState) => LabState;

/** Several patches in order, as one. */
export const all =
  (...patches: readonly Patch[]): Patch =>
  (state) =>
    patches.reduce((current, patch) => patch(current), state);

/** Puts items in: new ones are added, ones of the same key are replaced as a whole. */
export const put =
  (...items: readonly Item[]): Patch =>
  (state) => ({ ...state, ...Object.fromEntries(items.map((item) => [keyOfItem(item), item])) });

/** Leaves items out. Those that aren't there are passed over. */
export const drop =
  (...keys: readonly ItemKey[]): Patch =>
  (state) =>
    Object.fromEntries(Object.entries(state).filter(([key]) => !keys.includes(key)));

/** Makes the cluster. */
export const cluster = (spec: ClusterSpec): Patch => put({ kind: "cluster", spec });

/** Installs Istio, or installs it again with another spec. */
export const mesh = (spec: IstioOperatorSpec): Patch => put({ kind: "mesh", spec });

/** Installs sample addons, or changes how they are published. */
export const addons = (specs: AddonSpecs): Patch =>
  put(
    ...ADDONS.flatMap((name) => {
      const spec = specs[name];
      return spec === undefined ? [] : [{ kind: "addon" as const, name, spec }];
    }),
  );

/** Installs a sample application of the Istio release. @param namespace that it is installed in */
export const sampleApp = (name: SampleAppName, namespace: string): Patch =>
  put({ kind: "sampleApp", name, namespace });

/**
 * Puts the six dashboards of the Istio release into a ConfigMap, as `kubectl create cm` does in the notes.
 * @param metadata its name and namespace, and the label by which Grafana's sidecar finds it
 */
export const dashboards = (metadata: ObjectMeta): Patch => put({ kind: "dashboards", metadata });

/** Installs definitions of others, for objects of kinds that Istio doesn't bring. */
export const define = (...names: readonly DefinitionsName[]): Patch =>
  put(...names.map((name) => ({ kind: "definitions" as const, name })));

/** Applies objects: new ones are added, ones with the same key are replaced as a whole. */
export const apply = (part: Part, ...objects: readonly KubeObject[]): Patch =>
  put(...objects.map((object) => ({ kind: "object" as const, part, object })));

/** Deletes objects. A key that isn't there is a mistake in the week's data and throws. */
export const remove =
  (...keys: readonly ObjectKey[]): Patch =>
  (state) => {
    const there = Object.keys(state).filter((key) => state[key]?.kind === "object");
    const missing = keys.find((key) => !there.includes(key));
    if (missing !== undefined) {
      const alike = there.filter((key) => kubeKind(key) === kubeKind(missing));
      const allowed = alike.join(", ") || "none of that kind is there";
      throw new Error(`"${missing}" can't be removed, it isn't there. Allowed: ${allowed}.`);
    }
    return drop(...keys)(state);
  };

const kubeKind = (key: ObjectKey): string => key.replace(/\/.*/, "");

/** Gets images into Docker, with their tags, before something runs them. They stay there. */
export const pullImages = (...images: readonly string[]): Patch =>
  put(...images.map((image) => ({ kind: "image" as const, image })));

/** Runs containers of Docker's beside the cluster. One of the same name is made again where it differs. */
export const runContainers = (...specs: readonly ContainerSpec[]): Patch =>
  put(...specs.map((spec) => ({ kind: "container" as const, spec })));

/** Asks for images no longer. They stay in Docker all the same. */
export const forgetImages = (...images: readonly string[]): Patch => drop(...images.map(imageKey));

/** Removes such containers, by name. */
export const removeContainers = (...names: readonly string[]): Patch =>
  drop(...names.map(containerKey));

/** Has certificates made, each authority with what it signs. One of the same name is made again where it differs. */
export const certify = (...specs: readonly CertificatesSpec[]): Patch =>
  put(...specs.map((spec) => ({ kind: "certificates" as const, spec })));

/** Does something that Kubernetes can't see. An action of the same name is replaced. */
export const act = (...actions: readonly Action[]): Patch =>
  put(...actions.map((action) => ({ kind: "action" as const, action })));

/** Takes actions back by leaving them out of the state: what undoes them is the action's own `undo`. */
export const undo = (...names: readonly string[]): Patch => drop(...names.map(actionKey));

/** The teardown: nothing is left. */
export const teardown: Patch = () => nothing;
