import { mkdir } from "node:fs/promises";
import type { Exec } from "./exec.js";

const UNPACK_LIMIT_MS = 5 * 60_000;

/**
 * Unpacks a tar file, compressed or not, into a folder that is made when missing.
 * The `tar` of macOS reads zip files too, which is how etcd is released there.
 * @throws ToolError `command-failed`
 */
export async function unpack(archive: string, dir: string, exec: Exec): Promise<void> {
  await mkdir(dir, { recursive: true });
  await exec("tar", ["-xf", archive, "-C", dir, "--no-same-owner"], { timeoutMs: UNPACK_LIMIT_MS });
}
