import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BedImage, ImageJob } from "../../../../tools/bed/images/image.js";
import { bedApps, bookinfo } from "../../../../tools/units/bed-apps.js";

/** The tools that are folders of programs. */
const folders = [bedApps, bookinfo];

/** Fills an image from a small Debian of an arm64 machine; every tool is a file, or a folder of programs. */
export async function fill(
  image: BedImage,
  dir: string,
): Promise<{ root: string; programs: string[] }> {
  const [root, rootfs, tools] = ["root", "rootfs", "tools"].map((name) => join(dir, name)) as [
    string,
    string,
    string,
  ];
  const folder = join(rootfs, "usr", "lib", "aarch64-linux-gnu", "xtables");
  await mkdir(root, { recursive: true });
  await mkdir(folder, { recursive: true });
  await mkdir(tools, { recursive: true });
  const libraries = ["libc.so.6", "libm.so.6", "libcrypt.so.1"].map((name) => join("..", name));
  for (const file of [...libraries, "libxt_REDIRECT.so", "notes"])
    await writeFile(join(folder, file), "");
  for (const name of image.tools) {
    const folder = folders.find((unit) => unit.name === name);
    if (folder === undefined) await writeFile(join(tools, name), name);
    else await mkdir(join(tools, name), { recursive: true });
    for (const file of folder?.tools[0]?.files ?? [])
      await writeFile(join(tools, name, file), file);
  }
  const programs: string[] = [];
  const job: ImageJob = {
    root,
    rootfs,
    exec: () => Promise.reject(new Error("an image of the lab starts no process")),
    locate: (tool) => join(tools, tool),
    copyPrograms: (files) => Promise.resolve(void programs.push(...files)),
    onLine: () => undefined,
  };
  await image.files(job);
  return { root, programs };
}
