import { dirname, join } from "node:path";
import type { Exec } from "../../lib/exec.js";
import { nodeOwner, type NodeOwner } from "../../components/provider/kind-owner.js";
import { clusterId, stackOf } from "../../components/provider/kind-record.js";

/** A node of a kind cluster on this machine's Docker. */
export interface KindNodeFound {
  readonly container: string;
  readonly cluster: string;
  /** Undefined: no lab that is known made it. */
  readonly owner: NodeOwner | undefined;
  /** The id that the state of its lab has. */
  readonly id: string | undefined;
}

const LIST_TIMEOUT_MS = 10_000;
const LABEL = "io.x-k8s.kind.cluster";

/**
 * The nodes of all kind clusters, with whose they are. Empty where no Docker answers.
 * @param folder a stack's of this checkout: what lies there is known without the node's own word.
 */
export async function kindNodes(exec: Exec, folder: string): Promise<KindNodeFound[]> {
  const format = `{{.ID}} {{.Label "${LABEL}"}}`;
  const args = ["ps", "--all", "--no-trunc", "--filter", `label=${LABEL}`, "--format", format];
  const { stdout } = await exec("docker", args, { timeoutMs: LIST_TIMEOUT_MS }).catch(() => ({
    stdout: "",
  }));
  const lines = stdout.split("\n").filter((line) => line !== "");
  return Promise.all(
    lines.map(async (line) => {
      const [container = "", cluster = ""] = line.split(" ");
      const stack = await stackOf(folder, container);
      const owner =
        stack === undefined
          ? await nodeOwner(exec, cluster)
          : { stack, folder: join(dirname(folder), stack) };
      return { container, cluster, owner, id: owner && clusterId(owner.stack, container) };
    }),
  );
}
