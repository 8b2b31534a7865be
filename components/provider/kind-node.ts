import { nodeName } from "../../labs/cluster.js";
import { z } from "zod";
import { ToolError } from "../../lib/errors.js";
import type { Exec } from "../../lib/exec.js";
import { askDocker } from "./docker.js";

/** The container that is the node of a kind cluster, as Docker tells it. */
export interface KindNode {
  /** Docker's id of the container: made anew at each creation, so it is the cluster's identity. */
  readonly container: string;
  readonly status: "created" | "running" | "paused" | "restarting" | "removing" | "exited" | "dead";
  /** When it was last started; the year 1 for one that never was. */
  readonly startedAt: Date;
  /** The cluster that kind made it for. Undefined: kind did not make it. */
  readonly cluster: string | undefined;
  /** The host port of its API server, as it was asked for. */
  readonly apiServerPort: number | undefined;
  /** All host ports that it holds while it runs. */
  readonly hostPorts: readonly number[];
}

/** How long starting a stopped container may take, in ms. */
const START_TIMEOUT_MS = 60_000;

const FORMAT = [
  '{"container":{{json .Id}}',
  '"status":{{json .State.Status}}',
  '"startedAt":{{json .State.StartedAt}}',
  '"cluster":{{json (index .Config.Labels "io.x-k8s.kind.cluster")}}',
  '"ports":{{json .HostConfig.PortBindings}}}',
].join(",");

const schema = z.object({
  container: z.string(),
  status: z.enum(["created", "running", "paused", "restarting", "removing", "exited", "dead"]),
  startedAt: z.coerce.date(),
  cluster: z.string().nullable(),
  ports: z.record(z.string(), z.array(z.object({ HostPort: z.string() })).nullable()).nullable(),
});

/**
 * Looks for the node of a cluster, running or not. Undefined: there is none.
 * @throws ToolError `docker-missing` or `docker-no-answer`
 */
export async function inspectNode(exec: Exec, cluster: string): Promise<KindNode | undefined> {
  const args = ["container", "inspect", "--format", FORMAT, nodeName(cluster)];
  const stdout = await askDocker(exec, args);
  if (stdout === undefined) return undefined;
  const node = schema.parse(JSON.parse(stdout));
  const bindings = Object.entries(node.ports ?? {}).flatMap(([port, hosts]) =>
    (hosts ?? []).map(({ HostPort }) => ({ port, hostPort: Number(HostPort) })),
  );
  return {
    container: node.container,
    status: node.status,
    startedAt: node.startedAt,
    // Docker gives an empty text for a label that isn't there
    cluster: node.cluster === null || node.cluster === "" ? undefined : node.cluster,
    apiServerPort: bindings.find(({ port }) => port === "6443/tcp")?.hostPort,
    hostPorts: bindings.map(({ hostPort }) => hostPort),
  };
}

/**
 * Starts a node that is stopped or paused, with all that is in it.
 * @throws ToolError `node-not-started`
 */
export async function startNode(exec: Exec, cluster: string, node: KindNode): Promise<void> {
  const verb = node.status === "paused" ? "unpause" : "start";
  const name = nodeName(cluster);
  try {
    await exec("docker", [verb, name], { timeoutMs: START_TIMEOUT_MS });
  } catch (error) {
    const text = error instanceof ToolError ? `: ${error.message}` : "";
    throw new ToolError("node-not-started", `The node "${name}" did not start${text}`, {
      cause: error,
      next: `docker logs --tail 50 ${name}`,
    });
  }
}
