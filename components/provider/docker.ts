import { ToolError, messageOf } from "../../lib/errors.js";
import type { Exec } from "../../lib/exec.js";

/** Longer than a loaded engine takes to answer, in ms: a stopped Docker Desktop hangs instead of failing. */
const ANSWER_TIMEOUT_MS = 20_000;

/**
 * Asks Docker about a container or an image. Undefined when it has none of that name.
 * @throws ToolError `docker-missing`, or `docker-no-answer` for whatever else goes wrong: an engine that is
 * stopped must never look like a cluster that is gone.
 */
export async function askDocker(exec: Exec, args: readonly string[]): Promise<string | undefined> {
  try {
    return (await exec("docker", args, { timeoutMs: ANSWER_TIMEOUT_MS })).stdout;
  } catch (error) {
    if (/no such (container|object|image)/i.test(messageOf(error))) return undefined;
    throw dockerFailed(error);
  }
}

/**
 * Makes sure that an engine answers.
 * @throws ToolError `docker-missing` or `docker-no-answer`
 */
export async function requireDocker(exec: Exec): Promise<void> {
  await askDocker(exec, ["version", "--format", "{{.Server.Version}}"]);
}

/** A gigabyte on a slow line, in ms. */
const PULL_TIMEOUT_MS = 30 * 60_000;

/**
 * Pulls an image that the engine lacks, with the user's own logins.
 * @throws ToolError `image-pull-failed` with the registry's answer; `docker-missing` or `docker-no-answer`
 */
export async function pullImage(exec: Exec, image: string): Promise<void> {
  const inspect = ["image", "inspect", "--format", "{{.Id}}", image];
  if ((await askDocker(exec, inspect)) !== undefined) return;
  try {
    await exec("docker", ["pull", "--quiet", image], { timeoutMs: PULL_TIMEOUT_MS });
  } catch (error) {
    const why = lastLine(messageOf(error));
    throw new ToolError("image-pull-failed", `${image} could not be pulled: ${why}`, {
      cause: error,
      next: `docker pull ${image}`,
    });
  }
}

/** For a catch: gives a value when there is no Docker at all, since then there is no container either. */
export const withoutDocker =
  <T>(value: T) =>
  (error: unknown): T => {
    if (error instanceof ToolError && error.code === "docker-missing") return value;
    // an engine that is only stopped is another thing: its containers come back with it
    throw error;
  };

function dockerFailed(error: unknown): unknown {
  if (!(error instanceof ToolError)) return error;
  const cause = error.cause as { readonly code?: unknown; readonly timedOut?: unknown } | undefined;
  if (cause?.code === "ENOENT") {
    return new ToolError("docker-missing", "The target kind needs Docker; none is on PATH.", {
      cause: error,
      next: "install Docker (https://docs.docker.com/engine/install/), or take the target kwok",
    });
  }
  const why =
    cause?.timedOut === true
      ? `nothing came within ${ANSWER_TIMEOUT_MS / 1000} s`
      : lastLine(error.message);
  // it may be another one than the shell's: the one that the lab was made on
  const engine = process.env["DOCKER_HOST"] ?? "";
  const host = engine === "" ? "" : `--host ${engine} `;
  return new ToolError("docker-no-answer", `Docker does not answer: ${why}`, {
    cause: error,
    next: `docker ${host}info (once it works, run the same command again)`,
  });
}

const lastLine = (text: string): string => text.trim().split("\n").at(-1) ?? "";
