import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { dockerChanges } from "../../lib/docker-host.js";
import { engineChanges } from "../../lib/environment.js";
import { cacheDir, labDir, passphraseFile, root, stateDir } from "../../lib/paths.js";
import { binDir, pulumiHome } from "../../tools/cache.js";
import type { Versions } from "../../labs/versions.js";
import { studied } from "../../tools/pins.js";
import { backendUrl } from "./backend-url.js";
import { ensurePassphrase } from "./own-passphrase.js";

/**
 * What a shell or a child process needs so that plain `pulumi` and `lab` share one state:
 * the lab's own tools, backend, plugins and passphrase. `labUnset` names what must go besides.
 * @param versions of the week whose tools come first on PATH.
 */
export function labEnvironment(
  env: NodeJS.ProcessEnv = process.env,
  versions: Versions = studied,
): Record<string, string> {
  return {
    ...engineChanges(env).set,
    ...dockerChanges(env).set,
    // the commands of the lab's resources run programs of this checkout (components/lab-command.ts)
    ISTIO_LAB_ROOT: root,
    PATH: withFirst(binDir(cacheDir(env), versions), env["PATH"] ?? ""),
    PULUMI_HOME: pulumiHome(cacheDir(env)),
    PULUMI_BACKEND_URL: backendUrl(stateDir),
    PULUMI_CONFIG_PASSPHRASE_FILE: passphraseFile,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // a language host or provider of the user's own on PATH would be warned about at every run
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    // a local API server can take it; the default of 50 a second costs seconds
    PULUMI_K8S_CLIENT_QPS: "500",
    PULUMI_K8S_CLIENT_BURST: "1000",
    // what was changed by hand is put back; a provider built from Go modules knows only this form of it
    PULUMI_K8S_ENABLE_PATCH_FORCE: "true",
    // Kubernetes 1.23 refuses the list that newer clients ask for first: a request lost for each watch
    KUBE_FEATURE_WatchListClient: "false",
  };
}

/**
 * The variables that must not be set beside those of `labEnvironment`. PULUMI_CONFIG_PASSPHRASE always, since a shell
 * may set it later: with it, even an empty one, Pulumi does not look at the lab's own.
 */
export function labUnset(env: NodeJS.ProcessEnv = process.env): readonly string[] {
  const given = labEnvironment(env);
  // what the launcher has left out already
  const gone = (env["LAB_LEFT_OUT"] ?? "").split(" ").filter((name) => name !== "");
  const harmful = [...engineChanges(env).unset, ...dockerChanges(env).unset];
  const names = new Set(["PULUMI_CONFIG_PASSPHRASE", ...harmful, ...gone]);
  return [...names].filter((name) => !(name in given)).sort();
}

/** Puts a folder first on a PATH, once. */
function withFirst(folder: string, path: string): string {
  const others = path.split(delimiter).filter((entry) => entry !== folder && entry !== "");
  return [folder, ...others].join(delimiter);
}

/**
 * Keeps Pulumi from writing a debug log of every run into its home: a fifth of a gigabyte after a day, and a third
 * of the time of a run. There is no option for it; a file where the folder would be does it.
 */
async function withoutEngineLogs(home: string): Promise<void> {
  const logs = join(home, "logs");
  const found = await stat(logs).catch(() => undefined);
  if (found?.isFile() === true) return;
  await rm(logs, { recursive: true, force: true });
  await mkdir(home, { recursive: true });
  await writeFile(
    logs,
    "A file, so that Pulumi writes no debug logs here (app/stack/environment.ts).\n",
  );
}

/**
 * Makes the checkout's state folder and its passphrase, at first use.
 * @throws UsageError `other-passphrase` when there is a state that only the lost one opens.
 */
export async function ensureLabDir(): Promise<void> {
  await withoutEngineLogs(pulumiHome());
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  await mkdir(labDir, { recursive: true, mode: 0o700 });
  await ensurePassphrase();
}
