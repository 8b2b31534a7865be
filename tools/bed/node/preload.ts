import { join } from "node:path";
import { ToolError } from "../../../lib/errors.js";
import type { Exec } from "../../../lib/exec.js";
import { ENTRYPOINT } from "./dockerfile.js";
import { waitUntil } from "../../../lib/wait.js";

const LIMIT_MS = 10 * 60_000;

/** The container that is committed. One bed is made at a time. */
const CONTAINER = "istio-lab-bed-making";
/** Ends containerd and waits for it: its database must be whole when the container is committed. */
const STOP = "pkill -x containerd; while pgrep -x containerd; do sleep 0.1; done";

export interface Preload {
  /** The node's image without images in it. */
  readonly from: string;
  /** The name to give to the one with them. */
  readonly to: string;
  /** Names of images that the engine has. */
  readonly images: readonly string[];
  /** Lines of a Dockerfile. */
  readonly labels: readonly string[];
  /** A folder for the archive on the way. */
  readonly work: string;
  readonly hear: (line: string) => void;
  /** How long containerd may take to answer, in ms. Default 30 000. */
  readonly limitMs?: number;
}

/**
 * Puts images into a node image as kind's own build does: containerd runs in a container of it, takes them in
 * without unpacking, and the container is committed.
 * @throws ToolError `containerd-silent`, `command-failed`
 */
export async function preload(exec: Exec, what: Preload): Promise<void> {
  const { from, to, images, labels, work, hear } = what;
  const options = { timeoutMs: LIMIT_MS, onLine: hear };
  const archive = join(work, "images.tar");
  await exec("docker", ["save", "--output", archive, ...images], options);
  const inside = (...args: string[]): ReturnType<Exec> =>
    exec("docker", ["exec", CONTAINER, ...args], options);
  // an interrupted run may have left it
  await remove(exec);
  const run = ["run", "--name", CONTAINER, "--detach", "--privileged", "--entrypoint", "sleep"];
  await exec("docker", [...run, from, "infinity"], options);
  try {
    await exec("docker", ["cp", archive, `${CONTAINER}:/images.tar`], options);
    await exec("docker", ["exec", "--detach", CONTAINER, "containerd"], options);
    await untilAnswering(() => inside("ctr", "version"), what.limitMs ?? 30_000);
    const flags = ["--all-platforms", "--no-unpack", "--digests"];
    await inside("ctr", "--namespace=k8s.io", "images", "import", ...flags, "/images.tar");
    await inside("rm", "/images.tar");
    await inside("sh", "-c", STOP);
    const changes = [ENTRYPOINT, ...labels].flatMap((line) => ["--change", line]);
    await exec("docker", ["commit", ...changes, CONTAINER, to], options);
  } finally {
    await remove(exec);
  }
}

const remove = (exec: Exec): Promise<unknown> =>
  exec("docker", ["rm", "--force", "--volumes", CONTAINER]).catch(() => undefined);

async function untilAnswering(ask: () => Promise<unknown>, limitMs: number): Promise<void> {
  let cause: unknown;
  const answers = (): Promise<boolean> =>
    ask().then(
      () => true,
      (error: unknown) => {
        cause = error;
        return false;
      },
    );
  if (await waitUntil(answers, { limitMs, pauseMs: 500 })) return;
  throw new ToolError("containerd-silent", "containerd does not answer in the node image.", {
    cause,
    next: "NODE_DEBUG=lab ./lab bed up",
  });
}
