import { cp, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { buildImage } from "../../../../tools/bed/images/build.js";
import { withPackages } from "../../../../tools/bed/images/packages.js";
import type { Exec } from "../../../../lib/exec.js";
import { tempDir } from "../../../support/temp-dir.js";
import { FakeMachine, podImage } from "../fake-machine.js";

const nothing = { stdout: "", stderr: "" };

/** A machine whose apt downloads a package, which brings one program. */
function machine(): { exec: Exec; ran: string[]; sources: string[] } {
  const ran: string[] = [];
  const sources: string[] = [];
  const exec: Exec = async (command, args, options) => {
    ran.push([command, ...args].join(" "));
    if (command === "cp") await cp(args[1] ?? "", args[2] ?? "", { recursive: true });
    if (command === "apt-get") {
      const setting = args.find((arg) => arg.startsWith("Dir::Etc::SourceList=")) ?? "";
      sources.push(await readFile(setting.split("=")[1] ?? "", "utf8"));
      if (args.includes("download")) await writeFile(join(options?.cwd ?? "", "nginx.deb"), "");
    }
    if (command === "bash") {
      const program = join(args[args.indexOf("-C") + 1] ?? "", "usr/sbin/nginx");
      await mkdir(dirname(program), { recursive: true });
      await writeFile(program, "nginx");
    }
    return nothing;
  };
  return { exec, ran, sources };
}

async function shared(dir: string): Promise<string> {
  await mkdir(join(dir, "shared/usr/bin"), { recursive: true });
  await writeFile(join(dir, "shared/usr/bin/bash"), "bash");
  return join(dir, "shared");
}

describe("packages for one image", () => {
  it("are beside all else in a root file system of its own, and not in the shared one", async () => {
    await using dir = await tempDir();
    const rootfs = await shared(dir.path);
    const own = await withPackages(machine().exec, rootfs, dir.path, ["nginx"], () => undefined);
    expect(await readFile(join(own, "usr/sbin/nginx"), "utf8")).toBe("nginx");
    expect(await readFile(join(own, "usr/bin/bash"), "utf8")).toBe("bash");
    await expect(stat(join(rootfs, "usr/sbin/nginx"))).rejects.toThrow("ENOENT");
  });

  it("come from the Debian of the bed, whatever the machine's own apt knows", async () => {
    await using dir = await tempDir();
    const { exec, ran, sources } = machine();
    await withPackages(exec, await shared(dir.path), dir.path, ["nginx", "tini"], () => undefined);
    expect(sources).toHaveLength(2);
    for (const source of sources)
      expect(source).toMatch(/^deb \[signed-by=\S+\] \S+ bookworm main$/m);
    for (const call of ran.filter((each) => each.startsWith("apt-get ")))
      expect(call).toContain(`-o Dir::State=${dir.path}`);
    expect(ran.find((call) => call.endsWith(" download nginx tini"))).toBeDefined();
  });

  it("never turn a link like /lib into a folder", async () => {
    await using dir = await tempDir();
    const { exec, ran } = machine();
    await withPackages(exec, await shared(dir.path), dir.path, ["nginx"], () => undefined);
    expect(ran.at(-1)).toMatch(
      /dpkg-deb --fsys-tarfile .*nginx\.deb tar .*--keep-directory-symlink/,
    );
  });

  it("are got only for an image that asks for them", async () => {
    await using dir = await tempDir();
    await using fake = await FakeMachine.make();
    const rootfs = await shared(dir.path);
    const seen: string[] = [];
    for (const packages of [undefined, ["nginx"]]) {
      const image = podImage({
        base: "docker.io/lab/base:1",
        ...(packages === undefined ? {} : { packages }),
        files: (job) => Promise.resolve(void seen.push(job.rootfs)),
      });
      await buildImage(fake.context({ exec: machine().exec }), image, "hash", rootfs);
    }
    expect(seen[0]).toBe(rootfs);
    expect(seen[1]).not.toBe(rootfs);
  });
});
