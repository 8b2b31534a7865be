import { UsageError } from "../lib/errors.js";

/** An operating system and a processor, in Go's words. */
export interface Platform {
  readonly os: "linux" | "darwin";
  readonly arch: "amd64" | "arm64";
}

const architectures: Readonly<Record<string, Platform["arch"]>> = { x64: "amd64", arm64: "arm64" };

/**
 * The machine this runs on.
 * @throws UsageError `unsupported-platform`
 */
export function thisPlatform(os: string = process.platform, cpu: string = process.arch): Platform {
  const arch = architectures[cpu];
  if ((os !== "linux" && os !== "darwin") || arch === undefined)
    throw new UsageError(
      "unsupported-platform",
      `The lab runs on linux and darwin with x64 or arm64, this is "${os}" with "${cpu}".`,
      { next: "On Windows: wsl --install, then ./lab up week1 inside it" },
    );
  return { os, arch };
}
