import type { provider } from "@pulumi/pulumi";
import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Say } from "../engine-log.js";
import { shown } from "../shown-error.js";

/** Inputs or state of a resource, as the engine hands them over. */
export type Fields = Readonly<Record<string, unknown>>;

/** A resource type of an official plugin, as far as the lab uses it. */
export interface StandInType {
  /** The inputs that it knows. Another one is refused: it would be ignored without a word. */
  readonly inputs: readonly string[];
  /** Those of them whose change makes the resource again; a change of another one is an update. */
  readonly replaces: readonly string[];
  readonly create: (
    inputs: Fields,
    say: Say,
  ) => Promise<{ readonly id?: string; readonly outputs: Fields }>;
  /** @returns the outputs after a change */
  readonly update?: (state: Fields, inputs: Fields, say: Say) => Promise<Fields>;
  /** @returns the outputs as they are now; undefined when the thing is gone. Absent: nothing to look at. */
  readonly read?: (id: string, state: Fields) => Promise<Fields | undefined>;
  readonly remove?: (id: string, state: Fields, say: Say) => Promise<void>;
}

/**
 * A plugin that stands in for an official one where that can't be downloaded, with the same inputs, outputs and
 * meaning for the few types that the lab uses.
 * @param name the official plugin's: `command`.
 */
export function standIn(
  name: string,
  version: string,
  types: Readonly<Record<string, StandInType>>,
  say: Say,
): provider.Provider {
  const typeOf = (urn: string): StandInType => {
    const token = urn.split("::")[2]?.split("$").at(-1) ?? "";
    const type = types[token];
    if (type !== undefined) return type;
    throw new Error(`the stand-in of the ${name} plugin has no resource type ${token}`);
  };
  const sayOf =
    (urn: string): Say =>
    (line) => {
      say(line, urn);
    };
  return {
    version,

    check: (urn: string, _olds: Fields, news: Fields) =>
      Promise.resolve({
        inputs: news,
        failures: Object.keys(news)
          .filter((property) => !typeOf(urn).inputs.includes(property))
          .map((property) => ({
            property,
            reason: `the stand-in of the ${name} plugin does not know "${property}"`,
          })),
      }),

    diff: (_id: string, urn: string, olds: Fields, news: Fields) => {
      const { inputs, replaces } = typeOf(urn);
      const changed = inputs.filter((key) => !isDeepStrictEqual(olds[key], news[key]));
      return Promise.resolve({
        changes: changed.length > 0,
        replaces: changed.filter((key) => replaces.includes(key)),
      });
    },

    create: (urn: string, inputs: Fields) =>
      shown(async () => {
        const { id, outputs } = await typeOf(urn).create(inputs, sayOf(urn));
        const made = `${urn.split("::").at(-1) ?? ""}${randomBytes(4).toString("hex")}`;
        return { id: id ?? made, outs: { ...inputs, ...outputs } };
      }),

    update: (_id: string, urn: string, olds: Fields, news: Fields) =>
      shown(async () => {
        const outputs = (await typeOf(urn).update?.(olds, news, sayOf(urn))) ?? {};
        return { outs: { ...news, ...outputs } };
      }),

    read: (id: string, urn: string, state: Fields) =>
      shown(async () => {
        const { read } = typeOf(urn);
        if (read === undefined) return { id, props: state };
        const outputs = await read(id, state);
        return outputs === undefined ? { id: "" } : { id, props: { ...state, ...outputs } };
      }),

    delete: (id: string, urn: string, state: Fields) =>
      shown(async () => typeOf(urn).remove?.(id, state, sayOf(urn))),
  };
}
