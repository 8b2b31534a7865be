import type { provider } from "@pulumi/pulumi";
import { isDeepStrictEqual } from "node:util";
import type { Say } from "./engine-log.js";
import { replacementText } from "./replacement-text.js";
import type { ClusterResource, Finding } from "./resource.js";
import { shown } from "./shown-error.js";
import { LAB_PROVIDER_VERSION } from "./version.js";

type Fields = Readonly<Record<string, unknown>>;
/** One of the resources, seen without its own types: the engine hands over plain records. */
export type AnyCluster = ClusterResource<Fields, Fields>;

/** Drops a resource's own types: the engine gives each resource back what that resource made. */
export const untyped = <Inputs, Outputs>(resource: ClusterResource<Inputs, Outputs>): AnyCluster =>
  resource as unknown as AnyCluster;

/** What one that isn't alive asks for: to be made again, or only to be started. */
const stateOf = (found: Finding): "alive" | "stopped" | "gone" =>
  found.alive ? "alive" : found.restart === true ? "stopped" : "gone";

const whyOf = (found: Finding): string => (found.alive ? "" : found.why);

/**
 * The plugin: turns the engine's calls into the life of a cluster or a process.
 * @param say tells what is found beside the resource: a cluster that vanished or is stopped, the fields that
 * force a replacement.
 */
export function labProvider(
  resources: Readonly<Record<string, AnyCluster>>,
  say: Say = console.error,
): provider.Provider {
  const resourceOf = (urn: string): AnyCluster => {
    const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
    const resource = resources[type];
    if (resource === undefined) throw new Error(`the lab plugin has no resource type ${type}`);
    return resource;
  };

  async function diff(
    id: string,
    urn: string,
    olds: Fields,
    news: Fields,
  ): Promise<provider.DiffResult> {
    const resource = resourceOf(urn);
    const changed = (fields: readonly string[]): string[] =>
      fields.filter((field) => !isDeepStrictEqual(olds[field], news[field]));
    const replaces = changed(resource.replaceFields);
    const found = await resource.find(id, olds);
    const state = stateOf(found);
    const { called = "Cluster" } = resource;
    if (state === "gone")
      say(`${called} "${id}" is gone (${whyOf(found)}): it will be made again.`, urn);
    if (replaces.length > 0) {
      if (called === "Cluster") say(replacementText(replaces, olds, news), urn);
    } else if (state === "stopped") {
      say(
        `${called} "${id}" does not answer (${whyOf(found)}): it will be started, all in it is kept.`,
        urn,
      );
    }
    const gone = state === "gone" ? ["name"] : [];
    return {
      changes:
        state !== "alive" || replaces.length > 0 || changed(resource.updateFields).length > 0,
      replaces: [...new Set([...gone, ...replaces])],
      // `create` clears the old cluster away itself. Told to delete first, the engine would delete every
      // object in it one by one, and fail where the cluster doesn't answer any more.
      deleteBeforeReplace: false,
    };
  }

  async function read(id: string, urn: string, props: Fields): Promise<provider.ReadResult> {
    const resource = resourceOf(urn);
    const { called = "Cluster" } = resource;
    const found = await resource.find(id, props);
    switch (stateOf(found)) {
      case "alive":
        return { id, props };
      case "stopped":
        // the engine looks at its objects next, and forgets those that it can't reach
        say(`${called} "${id}" does not answer (${whyOf(found)}): it is started.`, urn);
        return { id, props: { ...props, ...(await resource.update?.(id, props, props)) } };
      case "gone":
        say(`${called} "${id}" is gone (${whyOf(found)}): it leaves the state.`, urn);
        return { id: "" };
    }
  }

  return {
    version: LAB_PROVIDER_VERSION,

    check: (urn: string, _olds: Fields, news: Fields) =>
      Promise.resolve({ inputs: news, failures: [...resourceOf(urn).check(news)] }),

    diff: (id: string, urn: string, olds: Fields, news: Fields) =>
      shown(() => diff(id, urn, olds, news)),

    create: (urn: string, inputs: Fields) =>
      shown(async () => {
        const { id, outputs } = await resourceOf(urn).create(inputs);
        return { id, outs: { ...inputs, ...outputs } };
      }),

    read: (id: string, urn: string, props: Fields) => shown(() => read(id, urn, props)),

    update: (id: string, urn: string, olds: Fields, news: Fields) =>
      shown(async () => {
        const outputs = await resourceOf(urn).update?.(id, olds, news);
        return { outs: { ...olds, ...news, ...outputs } };
      }),

    delete: (id: string, urn: string, props: Fields) =>
      shown(() => resourceOf(urn).remove(id, props)),
  };
}
