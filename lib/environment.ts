import { accessSync, constants, statSync } from "node:fs";
import { userInfo } from "node:os";
import { dockerChanges } from "./docker-host.js";
import { LEFT_OUT, type Reach } from "./left-out.js";
import { nodeOptions } from "./node-options.js";
import { noProxy } from "./no-proxy.js";

/** Variables of a shell or a process. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** What the machine says of the user and of folders: tests pass another. */
export interface Machine {
  /** The user's home by the list of users, for a shell without HOME. */
  readonly home: () => string;
  /** Whether files can be written into a folder. */
  readonly writable: (folder: string) => boolean;
}

/** What becomes of a set of variables. */
export interface Changes {
  readonly set: Readonly<Record<string, string>>;
  /** Names that were there and are left out. */
  readonly unset: readonly string[];
}

/** This machine. */
const thisMachine: Machine = {
  home: () => userInfo().homedir,
  writable: (folder) => {
    try {
      accessSync(folder, constants.W_OK);
      return statSync(folder).isDirectory();
    } catch {
      return false;
    }
  },
};

/**
 * English texts for whatever is parsed, and names of files as they are: in the locale `C`, ps shows `?` for each
 * letter beyond ASCII. macOS has no C.UTF-8; a Linux without it takes C.
 */
const LOCALE = process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8";

/** Where programs put temporary files; Node and Go take the first one that is set. */
const TEMPORARY = ["TMPDIR", "TMP", "TEMP"];

/**
 * What of the user's shell must not reach Pulumi's engine, its plugins and its program, and what they get instead.
 * Whatever it does not name, they get as it is.
 */
export function engineChanges(env: Variables, machine = thisMachine): Changes {
  return changes(env, "engine", machine);
}

/**
 * The same for the programs that the lab runs (docker, kind, kubectl, istioctl, go, ps …): nothing of Pulumi or of
 * another cluster reaches them, and what they print is English.
 */
export function toolChanges(env: Variables, machine = thisMachine): Changes {
  const { set, unset } = changes(env, "tools", machine);
  return { set: { ...set, LC_ALL: LOCALE }, unset };
}

/** The environment of a program that the lab runs. */
export function toolEnvironment(env: Variables, machine = thisMachine): Record<string, string> {
  return applied(env, toolChanges(env, machine));
}

/**
 * Takes out of the environment of this process what would harm it: the connection to the engine goes through a
 * proxy, and the SDKs take settings from variables. To be called first of all.
 * @param keep names that stay: a plugin and a program need those that the engine gave them.
 */
export function settleEnvironment(keep?: RegExp): void {
  before = { ...process.env };
  const { set, unset } = toolChanges(before);
  for (const name of unset)
    if (keep?.test(name) !== true) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, set);
  settleDocker();
}

/** Lets all that this process starts talk to the Docker engine that the shell's docker talks to. */
export function settleDocker(): void {
  const { set, unset } = dockerChanges(process.env);
  for (const name of unset) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, set);
}

let before: Variables | undefined;

/** The environment of this process as the user's shell gave it. */
export const usersEnvironment = (): NodeJS.ProcessEnv => ({ ...(before ?? process.env) });

/** The variables of Pulumi's engine for its plugins and its program. */
export const ENGINES_OWN = /^PULUMI_/;

function applied(env: Variables, { set, unset }: Changes): Record<string, string> {
  const left = new Set(unset);
  const kept = Object.entries(env).flatMap(([name, value]) =>
    value === undefined || left.has(name) ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(kept), ...set };
}

function changes(env: Variables, reach: Reach, machine: Machine): Changes {
  const names = Object.keys(env).filter((name) => env[name] !== undefined);
  const proxies = noProxy(env);
  const options = nodeOptions(env["NODE_OPTIONS"] ?? "");
  const home = env["HOME"] ?? "";
  const set = {
    ...proxies.set,
    ...(options === "" ? {} : { NODE_OPTIONS: options }),
    ...(home === "" ? { HOME: machine.home() } : {}),
  };
  const unset = names.filter(
    (name) =>
      LEFT_OUT.some((rule) => reaches(rule.harms, reach) && rule.names.test(name)) ||
      proxies.unset.includes(name) ||
      (name === "NODE_OPTIONS" && options === "") ||
      (TEMPORARY.includes(name) && !machine.writable(env[name] ?? "")),
  );
  return { set, unset };
}

/** What harms the engine harms its children too. */
const reaches = (harms: Reach, reach: Reach): boolean => harms === "engine" || reach === "tools";
