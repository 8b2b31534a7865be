import type { Action } from "./action.js";
import type { AddonSpecs } from "./addons.js";
import type { ClusterSpec } from "./cluster.js";
import { processOf, type ContainerSpec, type ProcessSpec } from "./container.js";
import type { IstioOperatorSpec } from "./istio.js";
import type { ImageUse } from "./images.js";
import { CLUSTER } from "./items/cluster.js";
import { containerKey } from "./items/container.js";
import { imageKey } from "./items/image.js";
import {
  kindOf,
  samplesOf,
  titleOfItem,
  type Item,
  type Items,
  type KindName,
} from "./items/index.js";
import { MESH } from "./items/mesh.js";
import type { KubeObject, ObjectKey } from "./kube.js";
import type { ObjectItem } from "./items/object.js";
import { SAMPLES, type DefinitionsName, type SampleName } from "./parts/index.js";
import type { LabState } from "./state.js";

/*
 * What is in a state, by what it is. Whoever works with all of it alike goes over the map and asks the kinds
 * (labs/items/index.ts).
 */

/** Whether there is nothing at all, as before the first step and after the teardown. */
export const isEmpty = (state: LabState): boolean => Object.keys(state).length === 0;

/** The items of a kind, in the order in which the steps brought them. */
export const itemsOf = <Name extends KindName>(state: LabState, name: Name): Items[Name][] =>
  Object.values(state).filter((item): item is Extract<Item, Items[Name]> => item.kind === name);

/** The cluster; undefined before it is made, after the teardown, and in a week that has none. */
export function clusterOf(state: LabState): ClusterSpec | undefined {
  const item = state[CLUSTER];
  return item?.kind === "cluster" ? item.spec : undefined;
}

/** The items that need a cluster where there is none, by title: a mistake in a week's data. */
export const strandedIn = (state: LabState): string[] =>
  clusterOf(state) === undefined
    ? Object.values(state)
        .filter((item) => kindOf(item).needsCluster)
        .map(titleOfItem)
    : [];

/** What of a state is still there when its cluster goes: what was never in it. */
export const withoutCluster = (state: LabState): LabState =>
  Object.fromEntries(
    Object.entries(state).filter(([key, item]) => key !== CLUSTER && !kindOf(item).needsCluster),
  );

/** What `istioctl install` gets; undefined until Istio is installed. */
export function meshOf(state: LabState): IstioOperatorSpec | undefined {
  const item = state[MESH];
  return item?.kind === "mesh" ? item.spec : undefined;
}

/** The sample addons of the Istio release that are installed. */
export const addonsIn = (state: LabState): AddonSpecs =>
  Object.fromEntries(itemsOf(state, "addon").map(({ name, spec }) => [name, spec]));

/** The samples of the Istio release whose manifests a state is made of; of an addon, installed or not. */
export function samplesIn(state: LabState): SampleName[] {
  const named = new Set(Object.values(state).flatMap(samplesOf));
  return SAMPLES.filter((name) => named.has(name));
}

/** Whose definitions are installed besides Istio's. */
export const definitionsIn = (state: LabState): DefinitionsName[] =>
  itemsOf(state, "definitions").map(({ name }) => name);

/** The objects that the lab itself writes, by key. */
export const objectsIn = (state: LabState): Readonly<Record<ObjectKey, ObjectItem>> =>
  Object.fromEntries(
    Object.entries(state).flatMap(([key, item]) => (item.kind === "object" ? [[key, item]] : [])),
  );

/** One of them; undefined where the lab writes none of that key. */
export function objectIn(state: LabState, key: ObjectKey): KubeObject | undefined {
  const item = state[key];
  return item?.kind === "object" ? item.object : undefined;
}

/** The images of Docker's containers, each with the items that have it there; no object names them. */
export function containerImages(state: LabState): ImageUse[] {
  const uses = new Map<string, string[]>();
  const add = (image: string, key: string): void => {
    uses.set(image, [...(uses.get(image) ?? []), key]);
  };
  for (const { image } of itemsOf(state, "image")) add(image, imageKey(image));
  for (const { spec } of itemsOf(state, "container")) add(spec.image, containerKey(spec.name));
  return [...uses].map(([image, usedBy]) => ({ image, usedBy }));
}

/** Docker's containers beside the cluster. */
export const containersIn = (state: LabState): ContainerSpec[] =>
  itemsOf(state, "container").map(({ spec }) => spec);

/** The processes that run in place of containers, of those whose programs can be had. */
export function processesIn(state: LabState): ProcessSpec[] {
  const specs = containersIn(state);
  const names = specs.map(({ name }) => name);
  return specs.flatMap((spec) => processOf(spec, names) ?? []);
}

/** What Kubernetes can't see, by name. */
export const actionsIn = (state: LabState): Readonly<Record<string, Action>> =>
  Object.fromEntries(itemsOf(state, "action").map(({ action }) => [action.name, action]));
