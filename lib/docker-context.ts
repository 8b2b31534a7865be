import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Variables } from "./environment.js";
import { UsageError } from "./errors.js";

/** Files of the user and of Docker: tests pass others. */
export interface DockerFiles {
  /** Undefined: there is none. */
  readonly read: (file: string) => string | undefined;
  /** The file behind links; undefined: there is none. */
  readonly real: (file: string) => string | undefined;
  readonly home: () => string;
}

/** This machine. */
export const thisMachine: DockerFiles = {
  read: (file) => {
    try {
      return readFileSync(file, "utf8");
    } catch {
      return undefined;
    }
  },
  real: (file) => (existsSync(file) ? realpathSync(file) : undefined),
  home: homedir,
};

/** The variables that name an engine and its certificates. */
export type Endpoint = Readonly<Record<string, string>> & { readonly DOCKER_HOST: string };

/** @throws UsageError `unknown-context` with the contexts there are. */
export function requireContext(env: Variables, name: string, files = thisMachine): void {
  if (name === "default" || metaOf(name, configFolder(env, files), files) !== undefined) return;
  throw new UsageError("unknown-context", `Docker has no context "${name}".`, {
    next: "docker context ls",
  });
}

/** Where docker keeps its config, its contexts and its logins. */
export function configFolder(env: Variables, files: DockerFiles): string {
  const folder = env["DOCKER_CONFIG"] ?? "";
  return folder === "" ? join(homeIn(env, files), ".docker") : folder;
}

/** The user's home. */
export const homeIn = ({ HOME = "" }: Variables, files: DockerFiles): string =>
  HOME === "" ? files.home() : HOME;

/** The context that docker goes by; undefined where it goes by none. */
export function chosenContext(
  env: Variables,
  folder: string,
  files: DockerFiles,
): string | undefined {
  const asked = env["DOCKER_CONTEXT"] ?? "";
  const name = asked === "" ? currentContext(files.read(join(folder, "config.json"))) : asked;
  return name === "" || name === "default" ? undefined : name;
}

function currentContext(config = "{}"): string {
  try {
    return (JSON.parse(config) as { currentContext?: string }).currentContext ?? "";
  } catch {
    // docker says what is wrong with its own file
    return "";
  }
}

interface ContextMeta {
  readonly Endpoints?: {
    readonly docker?: { readonly Host?: string; readonly SkipTLSVerify?: boolean };
  };
}

/** docker keeps each context in a folder that is named by a hash (docker/cli, cli/context/store). */
const folderOf = (name: string): string => createHash("sha256").update(name).digest("hex");

function metaOf(name: string, folder: string, files: DockerFiles): ContextMeta | undefined {
  const text = files.read(join(folder, "contexts", "meta", folderOf(name), "meta.json"));
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as ContextMeta;
  } catch {
    return undefined;
  }
}

/** Where a context's engine is, and its certificates; undefined for a context that does not exist. */
export function endpointOf(name: string, folder: string, files: DockerFiles): Endpoint | undefined {
  const endpoint = metaOf(name, folder, files)?.Endpoints?.docker;
  const host = endpoint?.Host ?? "";
  if (host === "") return undefined;
  const certificates = join(folder, "contexts", "tls", folderOf(name), "docker");
  if (files.real(certificates) === undefined) return { DOCKER_HOST: host };
  const verify = endpoint?.SkipTLSVerify === true ? "DOCKER_TLS" : "DOCKER_TLS_VERIFY";
  return { DOCKER_HOST: host, [verify]: "1", DOCKER_CERT_PATH: certificates };
}
