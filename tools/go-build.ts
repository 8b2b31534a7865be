import { cp, mkdir, rename } from "node:fs/promises";
import { basename, delimiter, dirname, join } from "node:path";
import { root } from "../lib/paths.js";
import type { BuildJob } from "./build-job.js";

/** The folder with a module per unit: its go.mod and go.sum, and what little source it needs. */
export const modules = join(root, "tools", "build");

/** The slowest build takes 7 minutes on 2 quiet cores; a laptop on battery may need several times that. */
const BUILD_LIMIT_MS = 60 * 60_000;

export interface GoBuild {
  /** Package to build → where the program goes, `<tool>/<file>`. */
  readonly packages: Readonly<Record<string, string>>;
  /** Variables to set at link time: versions. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Copies a unit's module into the job's folder: builds write into it, and the checkout stays as it is. */
export async function moduleDir(job: BuildJob, unit: string): Promise<string> {
  const dir = join(job.work, "module");
  await cp(join(modules, unit), dir, { recursive: true });
  return dir;
}

/**
 * Runs `go` in a module with the settings of all builds.
 * @throws ToolError `command-failed`; `tool-unavailable` when Go itself cannot be had
 */
export async function go(job: BuildJob, dir: string, args: readonly string[]): Promise<string> {
  return withGo(job, dir, await job.go(), args);
}

/** Runs a command that starts `go` itself, in a module and with the settings of all builds. */
export async function withGo(
  job: BuildJob,
  dir: string,
  command: string,
  args: readonly string[],
): Promise<string> {
  const goBin = dirname(await job.go());
  const { stdout } = await job.exec(command, args, {
    cwd: dir,
    timeoutMs: BUILD_LIMIT_MS,
    onLine: job.onLine,
    env: {
      PATH: `${goBin}${delimiter}${process.env["PATH"] ?? ""}`,
      CGO_ENABLED: "0",
      GOFLAGS: "-mod=mod",
      GOWORK: "off",
      GOTOOLCHAIN: "local",
      // A build needs gigabytes for a while, and /tmp is often small.
      GOTMPDIR: job.work,
      GOOS: job.platform.os,
      GOARCH: job.platform.arch,
    },
  });
  return stdout;
}

/** Builds static programs for the tools of the job. `-trimpath` lets every checkout share Go's build cache. */
export async function goBuild(job: BuildJob, dir: string, build: GoBuild): Promise<void> {
  const set = Object.entries(build.variables ?? {}).map(([name, value]) => `-X ${name}=${value}`);
  // Old modules reach into the runtime in ways that newer linkers refuse.
  const ldflags = ["-s", "-w", "-checklinkname=0", ...set].join(" ");
  const flags = ["-trimpath", "-buildvcs=false", "-v", "-ldflags", ldflags];
  const wanted = Object.entries(build.packages).filter(([, place]) =>
    job.tools.includes(dirname(place)),
  );
  // One command for all, so that one program is linked while another is compiled.
  const bin = join(job.work, "bin");
  await mkdir(bin, { recursive: true });
  const [only] = wanted;
  // Of one program we choose the name; of several `go` takes the last part of the package.
  const nameOf = (name: string, place: string): string =>
    join(bin, basename(wanted.length === 1 ? place : name));
  const out = wanted.length === 1 && only !== undefined ? nameOf(...only) : `${bin}/`;
  await go(job, dir, ["build", ...flags, "-o", out, ...wanted.map(([name]) => name)]);
  for (const [name, place] of wanted) {
    await mkdir(dirname(join(job.out, place)), { recursive: true });
    await rename(nameOf(name, place), join(job.out, place));
  }
}
