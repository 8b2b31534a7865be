import { lstat, mkdir, readFile, readlink, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { copyPrograms, makeSkeleton } from "../../../../tools/bed/images/copy-programs.js";
import { ToolError } from "../../../../lib/errors.js";
import type { Exec } from "../../../../lib/exec.js";
import { tempDir } from "../../../support/temp-dir.js";

const LDD = [
  "\tlinux-vdso.so.1 (0x00007ffc)",
  "\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)",
  "\t/lib64/ld-linux-x86-64.so.2 (0x00007f)",
].join("\n");

/** Only /usr/sbin/real is a dynamic program. */
const exec: Exec = (_command, args) =>
  args.at(-1) === "/usr/sbin/real"
    ? Promise.resolve({ stdout: LDD, stderr: "" })
    : Promise.reject(new ToolError("command-failed", "not a dynamic executable"));

async function debian(dir: string): Promise<{ rootfs: string; root: string }> {
  const rootfs = join(dir, "rootfs");
  const root = join(dir, "root");
  const files = {
    "usr/sbin/real": "program",
    "usr/lib/x86_64-linux-gnu/libc.so.6": "library",
    "usr/lib64/ld-linux-x86-64.so.2": "loader",
    "etc/services": "text",
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(rootfs, path)), { recursive: true });
    await writeFile(join(rootfs, path), text, { mode: 0o755 });
  }
  await mkdir(join(rootfs, "etc/alternatives"), { recursive: true });
  for (const name of ["sbin", "lib", "lib64"]) await symlink(`usr/${name}`, join(rootfs, name));
  await symlink("/etc/alternatives/tool", join(rootfs, "usr/sbin/tool"));
  await symlink("/usr/sbin/real", join(rootfs, "etc/alternatives/tool"));
  await mkdir(root);
  await makeSkeleton(rootfs, root);
  return { rootfs, root };
}

describe("programs out of the root file system", () => {
  it("come with every link on the way, their libraries and the loader", async () => {
    await using dir = await tempDir();
    const { rootfs, root } = await debian(dir.path);
    await copyPrograms(exec, rootfs, root, ["/sbin/tool"]);
    expect(await readlink(join(root, "usr/sbin/tool"))).toBe("/etc/alternatives/tool");
    expect(await readlink(join(root, "etc/alternatives/tool"))).toBe("/usr/sbin/real");
    expect((await lstat(join(root, "usr/sbin/real"))).mode & 0o111).toBe(0o111);
    expect(await readFile(join(root, "lib/x86_64-linux-gnu/libc.so.6"), "utf8")).toBe("library");
    expect(await readFile(join(root, "lib64/ld-linux-x86-64.so.2"), "utf8")).toBe("loader");
  });

  it("may be plain files, and may be asked for twice", async () => {
    await using dir = await tempDir();
    const { rootfs, root } = await debian(dir.path);
    await copyPrograms(exec, rootfs, root, ["/etc/services", "/usr/sbin/tool", "/sbin/tool"]);
    await copyPrograms(exec, rootfs, root, ["/usr/sbin/tool"]);
    expect(await readFile(join(root, "etc/services"), "utf8")).toBe("text");
  });

  it("that are not there are a mistake of ours", async () => {
    await using dir = await tempDir();
    const { rootfs, root } = await debian(dir.path);
    await expect(copyPrograms(exec, rootfs, root, ["/usr/bin/none"])).rejects.toMatchObject({
      code: "no-such-program",
      message: "The root file system has no /usr/bin/none.",
    });
  });
});

describe("an empty image", () => {
  it("has the links of a Debian and a folder for temporary files", async () => {
    await using dir = await tempDir();
    const { root } = await debian(dir.path);
    expect(await readlink(join(root, "lib"))).toBe("usr/lib");
    expect((await lstat(join(root, "tmp"))).mode & 0o7777).toBe(0o1777);
  });
});
