import { describe, expect, it } from "@jest/globals";
import { execa } from "execa";
import { readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../../lib/paths.js";
import { pins } from "../../../tools/pins.js";
import type { Stamp } from "../../../tools/stamp.js";
import { commandProvider } from "../../../tools/units/command-provider.js";
import { dockerProvider } from "../../../tools/units/docker-provider.js";
import { tempDir } from "../../support/temp-dir.js";

const units = [
  ["command", commandProvider],
  ["docker", dockerProvider],
] as const;

describe.each(units)("the %s plugin", (name, unit) => {
  const binary = `pulumi-resource-${name}`;

  /** Makes the stand-in's launcher, as where no release can be had. */
  const build = async (out: string) =>
    unit.build.run({ out, tools: [binary], work: out } as unknown as Parameters<
      typeof unit.build.run
    >[0]);

  it("is the version that its SDK asks for", async () => {
    const text = await readFile(join(root, "package.json"), "utf8");
    const { dependencies } = JSON.parse(text) as { dependencies: Record<string, string> };
    expect(unit.version).toBe(dependencies[`@pulumi/${name}`]);
  });

  it("is the official release where that can be had, in the engine's own folder", () => {
    const [first, second] = unit.releases({ os: "darwin", arch: "arm64" });
    const file = `${binary}-v${unit.version}-darwin-arm64.tar.gz`;
    expect(first?.url).toBe(`https://get.pulumi.com/releases/plugins/${file}`);
    expect(second?.url).toBe(
      `https://github.com/pulumi/pulumi-${name}/releases/download/v${unit.version}/${file}`,
    );
    expect(unit.tools[0]?.link).toBe(
      `pulumi-home/plugins/resource-${name}-v${unit.version}/${binary}`,
    );
  });

  it("is called a stand-in where it is one", async () => {
    await using dir = await tempDir();
    expect(await build(dir.path)).toEqual({
      version: `${unit.version}-stand-in.3`,
      from: `components/provider/stand-ins/${name}.ts`,
    });
  });

  it("as a stand-in starts from the checkout that the environment names, and answers with a port", async () => {
    await using dir = await tempDir();
    await build(dir.path);
    const launcher = join(dir.path, binary, binary);
    const child = execa(launcher, ["127.0.0.1:1"], {
      env: { ISTIO_LAB_ROOT: root },
      reject: false,
    });
    const port = await new Promise<string>((resolve) => {
      child.stdout.once("data", (chunk: Buffer) => {
        resolve(chunk.toString());
      });
    });
    child.kill("SIGKILL");
    expect(port).toMatch(/^\d+\n/);
  });

  it("as a stand-in of an older checkout is made again", () => {
    const isOutdated = (version: string): boolean | undefined =>
      unit.tools[0]?.isOutdated?.({ version } as Stamp);
    expect(isOutdated(`${unit.version}-stand-in`)).toBe(true);
    expect(isOutdated(`${unit.version}-stand-in.2`)).toBe(true);
    expect(isOutdated(`${unit.version}-stand-in.3`)).toBe(false);
    expect(isOutdated(unit.version)).toBe(false);
  });

  it("as a stand-in starts from a checkout whose path means something in a URL", async () => {
    await using dir = await tempDir();
    await build(dir.path);
    const link = join(dir.path, "my lab #1 100%25");
    await symlink(root, link);
    const child = execa(join(dir.path, binary, binary), ["127.0.0.1:1"], {
      env: { ISTIO_LAB_ROOT: link },
      reject: false,
      timeout: 20_000,
    });
    const said = await new Promise<string>((resolve) => {
      for (const stream of [child.stdout, child.stderr])
        stream.once("data", (chunk: Buffer) => {
          resolve(chunk.toString());
        });
      void child.then(() => {
        resolve("it ended");
      });
    });
    child.kill("SIGKILL");
    expect(said).toMatch(/^\d+\n/);
  });

  it("as a stand-in says what is missing without the lab's environment", async () => {
    await using dir = await tempDir();
    await build(dir.path);
    const env = { ISTIO_LAB_ROOT: undefined };
    const result = await execa(join(dir.path, binary, binary), [], { env, reject: false });
    expect(result.exitCode).not.toBe(0);
    expect(result.stderr).toContain('ISTIO_LAB_ROOT: is not set; next: eval "$(./lab env)"');
  });
});

describe("the plugins' versions", () => {
  it("are pinned", () => {
    expect([pins.commandProvider, pins.dockerProvider]).toEqual(
      units.map(([, { version }]) => version),
    );
  });
});
