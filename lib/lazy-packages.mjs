/**
 * Pulumi's SDK reads TypeScript's compiler and npm's package tree at its start, for programs that send functions into
 * the cloud. The lab sends none, so both are read when one of their fields is, which is never: what uses the SDK starts
 * in half the time. To be loaded before the SDK.
 */
import { Module } from "node:module";

const LAZY = new Set(["typescript", "@npmcli/arborist"]);

/** What `require` calls; not in Node's types, but the one place that tools of all kinds have hooked into for years. */
const modules = /** @type {{ _load: (request: string, ...rest: unknown[]) => any }} */ (
  /** @type {unknown} */ (Module)
);
const load = modules._load;

modules._load = (request, ...rest) =>
  LAZY.has(request) ? lazily(() => load(request, ...rest)) : load(request, ...rest);

/** @param {() => any} read @returns {object} what is read, as soon as a field of it is */
const lazily = (read) =>
  new Proxy(
    {},
    {
      // compiled code asks for this mark first, and copies all fields of a module that lacks it
      get: (_, field) => (field === "__esModule" ? true : read()[field]),
    },
  );
