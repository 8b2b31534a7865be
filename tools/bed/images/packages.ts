import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Exec } from "../../../lib/exec.js";
import { KEYRING } from "../packages.js";
import { pipe } from "../pipe.js";
import { SUITE } from "../rootfs.js";
import type { Hear } from "../stage.js";

const LIMIT_MS = 5 * 60_000;

/** Where debootstrap gets the root file system from by itself. */
const SOURCE = `deb [signed-by=${KEYRING}] http://deb.debian.org/debian ${SUITE} main\n`;

/**
 * Gives one image a root file system of its own that has some packages besides, so that the one that all share, and
 * with it the hash of every image, stays as it is. They are only unpacked: no script of theirs runs. They come from the
 * same Debian by the machine's apt, which checks them, with lists of its own so that the machine's stay as they are.
 * @param shared the folder of the shared one; what is not replaced is linked to it
 * @param work a folder for all of it
 * @returns the folder of the image's own one
 * @throws ToolError `command-failed`
 */
export async function withPackages(
  exec: Exec,
  shared: string,
  work: string,
  packages: readonly string[],
  hear: Hear,
): Promise<string> {
  const own = join(work, "rootfs");
  const debs = join(work, "debs");
  await mkdir(debs);
  await exec("cp", ["-al", shared, own], { timeoutMs: LIMIT_MS });
  const settings = await aptSettings(join(work, "apt"));
  const next = "make sure that apt-get update works, then ./lab bed up";
  const options = { cwd: debs, timeoutMs: LIMIT_MS, onLine: hear, next };
  await exec("apt-get", [...settings, "update"], options);
  await exec("apt-get", [...settings, "download", ...packages], options);
  for (const deb of (await readdir(debs)).sort()) {
    // not by `dpkg-deb --extract`, which makes a folder of the link /lib
    const from = ["dpkg-deb", "--fsys-tarfile", join(debs, deb)] as const;
    const into = ["tar", "-C", own, "-xp", "--keep-directory-symlink"] as const;
    await pipe(exec, from, into, { timeoutMs: LIMIT_MS });
  }
  return own;
}

/** Options that let apt work in a folder, with Debian as its only source. */
async function aptSettings(dir: string): Promise<readonly string[]> {
  const sources = join(dir, "sources.list");
  await mkdir(join(dir, "state", "lists", "partial"), { recursive: true });
  await mkdir(join(dir, "cache", "archives", "partial"), { recursive: true });
  await writeFile(sources, SOURCE);
  const settings = {
    "Dir::State": join(dir, "state"),
    "Dir::State::status": "/dev/null",
    "Dir::Cache": join(dir, "cache"),
    "Dir::Etc::SourceList": sources,
    "Dir::Etc::SourceParts": "/dev/null",
    "Dir::Etc::Preferences": "/dev/null",
    "Dir::Etc::PreferencesParts": "/dev/null",
    // the folder is for root alone
    "APT::Sandbox::User": "root",
  };
  return ["-q", ...Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`])];
}
