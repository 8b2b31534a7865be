import { REGISTRIES, type Registry } from "../../labs/registries.js";
import type { Exec } from "../../lib/exec.js";
import { askDocker } from "../../components/provider/docker.js";

/** A pull-through cache as it is. */
export interface CacheStatus {
  readonly registry: string;
  readonly container: string;
  /** Docker's word, `running`; undefined where there is no container. */
  readonly state: string | undefined;
  /** What it holds on disk, in Docker's words: `867.4MB`; undefined where it holds nothing. */
  readonly size: string | undefined;
}

/** Docker adds up the files of all volumes. */
const SIZES_TIMEOUT_MS = 60_000;

/**
 * Asks Docker for the caches of all registries.
 * @throws ToolError `docker-missing` or `docker-no-answer`
 */
export async function cacheStatuses(exec: Exec): Promise<CacheStatus[]> {
  const sizes = await volumeSizes(exec);
  return Promise.all(
    REGISTRIES.map(async ({ host, cache }: Registry) => {
      const args = ["container", "inspect", "--format", "{{.State.Status}}", cache];
      const state = (await askDocker(exec, args))?.trim();
      return { registry: host, container: cache, state, size: sizes.get(cache) };
    }),
  );
}

/** The sizes of all volumes, by name. */
async function volumeSizes(exec: Exec): Promise<ReadonlyMap<string, string>> {
  const args = ["system", "df", "--verbose", "--format", "{{json .Volumes}}"];
  const { stdout } = await exec("docker", args, { timeoutMs: SIZES_TIMEOUT_MS });
  const volumes = JSON.parse(stdout) as { readonly Name: string; readonly Size: string }[] | null;
  return new Map((volumes ?? []).map(({ Name, Size }) => [Name, Size]));
}
