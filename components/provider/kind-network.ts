import { createHash } from "node:crypto";
import { messageOf } from "../../lib/errors.js";
import type { Exec } from "../../lib/exec.js";

/** The network of all kind clusters, and of the caches of registries beside them. */
export const NETWORK = "kind";

/** Longer than a loaded engine takes, in ms. */
const TIMEOUT_MS = 30_000;
/** How many IPv6 networks kind itself tries when others have one in the same place. */
const SUBNETS = 5;

/**
 * Makes the network as kind makes it, where there is none yet (kind v0.22.0,
 * pkg/cluster/internal/providers/docker/network.go): kind takes one that is there. kind 0.22 gives up where the
 * kernel has no ip6tables, as in Codespaces and dev containers with Docker 27 or newer (kind#3677,
 * #3748); here IPv6 is left out whatever the reason. It is never removed: a cluster may be in it.
 * @throws ToolError `command-failed` when it can't be made without IPv6 either
 */
export async function ensureNetwork(exec: Exec): Promise<void> {
  if (await exists(exec)) return;
  const mtu = await defaultMtu(exec);
  const options = [
    "bridge.enable_ip_masquerade=true",
    ...(mtu === "" ? [] : [`driver.mtu=${mtu}`]),
  ];
  const create = [
    ...["network", "create", "--driver", "bridge"],
    ...options.flatMap((option) => ["--opt", `com.docker.network.${option}`]),
  ];
  for (let attempt = 0; attempt < SUBNETS; attempt += 1) {
    const why = await whyNot(exec, [...create, "--ipv6", "--subnet", subnet(attempt), NETWORK]);
    // somebody else may have made it meanwhile
    if (why === undefined || (await exists(exec))) return;
    if (!/overlap/i.test(why)) break;
  }
  try {
    await exec("docker", [...create, NETWORK], { timeoutMs: TIMEOUT_MS });
  } catch (error) {
    if (!(await exists(exec))) throw error;
  }
}

async function exists(exec: Exec): Promise<boolean> {
  const args = ["network", "ls", "--filter", `name=^${NETWORK}$`, "--format", "{{.Name}}"];
  const { stdout } = await exec("docker", args, { timeoutMs: TIMEOUT_MS });
  return stdout.split("\n").includes(NETWORK);
}

/** That of Docker's own network, which is smaller than usual behind some VPNs; empty where it does not say. */
async function defaultMtu(exec: Exec): Promise<string> {
  const format = '{{index .Options "com.docker.network.driver.mtu"}}';
  const args = ["network", "inspect", "bridge", "--format", format];
  const { stdout } = await exec("docker", args, { timeoutMs: TIMEOUT_MS }).catch(() => ({
    stdout: "",
  }));
  return /^\d+$/.exec(stdout.trim())?.[0] ?? "";
}

const whyNot = (exec: Exec, args: readonly string[]): Promise<string | undefined> =>
  exec("docker", args, { timeoutMs: TIMEOUT_MS }).then(() => undefined, messageOf);

/** The private IPv6 network that kind derives from the name: the same on every machine. */
function subnet(attempt: number): string {
  const count = Buffer.alloc(4);
  count.writeInt32LE(attempt);
  const hash = createHash("sha1").update(NETWORK).update(count).digest("hex");
  const groups = [4, 8, 12].map((at) => parseInt(hash.slice(at, at + 4), 16).toString(16));
  return `fc00:${groups.join(":")}::/64`;
}
