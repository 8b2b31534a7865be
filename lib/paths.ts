import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";

/** The checkout: the folder that holds Pulumi.yaml. This code runs from `lib` or from a build within the checkout. */
export const root = above(import.meta.dirname);

function above(dir: string): string {
  if (existsSync(join(dir, "Pulumi.yaml"))) return dir;
  if (dir === dirname(dir))
    throw new Error(`${import.meta.dirname} is not in a checkout of the lab`);
  return above(dirname(dir));
}

/** What belongs to this checkout and is not in git: state, passphrase, kubeconfigs. */
export const labDir = join(root, ".lab");

/** Pulumi's file backend. */
export const stateDir = join(labDir, "state");

/** The passphrase of the backend's secrets: random, made at first use, readable by the user only. */
export const passphraseFile = join(labDir, "passphrase");

/** All that one stack leaves on disk while its cluster lives. */
export const stackDir = (stack: string): string => join(labDir, "stacks", stack);

/**
 * The certificates of a stack, named as in the book's checkout. Beside the cluster's folder, which goes and comes with
 * the cluster: they outlive it.
 */
export const certificatesDir = (stack: string): string => join(labDir, "certificates", stack);

/** All that one stack's processes beside its cluster leave on disk while they run. */
export const processesDir = (stack: string): string => join(labDir, "processes", stack);

/** The kubeconfig of a stack's cluster. The user's own is never touched. */
export const kubeconfigFile = (stack: string): string => join(stackDir(stack), "kubeconfig");

/**
 * The cache that all checkouts share: `$LAB_CACHE`, or `istio-lab` in `$XDG_CACHE_HOME` (default `~/.cache`, also for
 * an empty or a relative one: https://specifications.freedesktop.org/basedir-spec).
 * Safe to delete at any time: everything in it can be made again.
 */
export function cacheDir(env: NodeJS.ProcessEnv = process.env): string {
  if (env["LAB_CACHE"] !== undefined && env["LAB_CACHE"] !== "") return resolve(env["LAB_CACHE"]);
  const folder = env["XDG_CACHE_HOME"] ?? "";
  return join(isAbsolute(folder) ? folder : join(homedir(), ".cache"), "istio-lab");
}
