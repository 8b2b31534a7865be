import type { provider } from "@pulumi/pulumi";
import { isDeepStrictEqual } from "node:util";
import { LAB_PROVIDER_VERSION } from "./version.js";
import type { ClusterResource } from "./resource.js";

type Fields = Readonly<Record<string, unknown>>;
/** One of the resources, seen without its own types: the engine hands over plain records. */
export type AnyCluster = ClusterResource<Fields, Fields>;

/** Drops a resource's own types: the engine gives each resource back what that resource made. */
export const untyped = <Inputs, Outputs>(resource: ClusterResource<Inputs, Outputs>): AnyCluster =>
  resource as unknown as AnyCluster;

/**
 * The plugin: turns the engine's calls into the life of a cluster.
 * What is found (a cluster that vanished, the fields that force a replacement) goes to standard error,
 * which the engine shows beside the resource.
 */
export function labProvider(
  resources: Readonly<Record<string, AnyCluster>>,
  say: (line: string) => void = console.error,
): provider.Provider {
  const resourceOf = (urn: string): AnyCluster => {
    const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
    const resource = resources[type];
    if (resource === undefined) throw new Error(`the lab plugin has no resource type ${type}`);
    return resource;
  };
  return {
    version: LAB_PROVIDER_VERSION,

    check: (urn: string, _olds: Fields, news: Fields) =>
      Promise.resolve({ inputs: news, failures: [...resourceOf(urn).check(news)] }),

    async diff(id: string, urn: string, olds: Fields, news: Fields) {
      const resource = resourceOf(urn);
      const changed = (fields: readonly string[]): string[] =>
        fields.filter((field) => !isDeepStrictEqual(olds[field], news[field]));
      const replaces = changed(resource.replaceFields);
      const found = await resource.find(id, olds);
      if (!found.alive) say(`Cluster "${id}" is gone (${found.why}): it will be made again.`);
      if (replaces.length > 0) say(replacementText(replaces, olds, news));
      const gone = found.alive ? [] : ["name"];
      return {
        changes: gone.length + replaces.length + changed(resource.updateFields).length > 0,
        replaces: [...new Set([...gone, ...replaces])],
        // `create` clears the old cluster away itself. Told to delete first, the engine would delete every
        // object in it one by one, and fail where the cluster doesn't answer any more.
        deleteBeforeReplace: false,
      };
    },

    async create(urn: string, inputs: Fields) {
      const { id, outputs } = await resourceOf(urn).create(inputs);
      return { id, outs: { ...inputs, ...outputs } };
    },

    async read(id: string, urn: string, props: Fields) {
      const found = await resourceOf(urn).find(id, props);
      if (found.alive) return { id, props };
      say(`Cluster "${id}" is gone (${found.why}): it leaves the state.`);
      return { id: "" };
    },

    async update(id: string, urn: string, olds: Fields, news: Fields) {
      const outputs = await resourceOf(urn).update?.(id, olds, news);
      return { outs: { ...olds, ...news, ...outputs } };
    },

    async delete(id: string, urn: string, props: Fields) {
      await resourceOf(urn).remove(id, props);
    },
  };
}

/** What a learner must know before a cluster is replaced. */
function replacementText(fields: readonly string[], olds: Fields, news: Fields): string {
  const changes = fields.map(
    (field) => `${field}: ${JSON.stringify(olds[field])} → ${JSON.stringify(news[field])}`,
  );
  return [
    `A cluster can't change these fields once it is made, so a new one replaces it: ${changes.join(", ")}.`,
    `All in it is lost and made again: objects, faults that were switched on, what you applied by hand.`,
  ].join(" ");
}
