import { CACHE_PORT, REGISTRIES, type Registry } from "../../labs/registries.js";
import { nodeName } from "../../labs/cluster.js";
import type { KindWorld } from "./kind-world.js";

const FOLDER = "/etc/containerd/certs.d";
const WRITE_TIMEOUT_MS = 20_000;

/** Node images as old as the lab's know no folder of mirrors. */
export const MIRRORS_PATCH = [
  '[plugins."io.containerd.grpc.v1.cri".registry]',
  `  config_path = "${FOLDER}"`,
  "",
].join("\n");

/**
 * Tells the node's containerd of the pull-through caches. It reads the files at each pull, so that caches may come
 * and go while the cluster lives; where there is none, the registry itself is asked.
 * @throws ToolError `command-failed`
 */
export async function writeMirrors(world: KindWorld, cluster: string): Promise<void> {
  const args = ["exec", "--interactive", nodeName(cluster), "sh", "-e"];
  await world.exec("docker", args, { timeoutMs: WRITE_TIMEOUT_MS, input: mirrorsScript() });
}

/** A shell script that writes the files: one `docker exec` for all of them. */
export const mirrorsScript = (): string => REGISTRIES.map(writeOne).join("");

function writeOne(registry: Registry): string {
  const folder = `${FOLDER}/${registry.host}`;
  return `mkdir -p ${folder}\ncat >${folder}/hosts.toml <<'END'\n${hostsToml(registry)}END\n`;
}

/** @see https://github.com/containerd/containerd/blob/main/docs/hosts.md */
const hostsToml = ({ upstream, cache }: Registry): string =>
  [
    `server = "${upstream}"`,
    "",
    `[host."http://${cache}:${CACHE_PORT}"]`,
    '  capabilities = ["pull", "resolve"]',
    "",
  ].join("\n");
