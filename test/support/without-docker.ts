import { mkdir, readdir, symlink } from "node:fs/promises";
import { delimiter, join } from "node:path";

/**
 * A PATH as on a machine without Docker: each of its folders that has a `docker` gives way to one with links to all
 * else in there. A Docker whose engine is only out of reach is another thing: the lab waits for it.
 * @param folder where the folders of links are made.
 */
export async function pathWithoutDocker(path: string, folder: string): Promise<string> {
  const entries = path.split(delimiter).map(async (entry, index) => {
    const names = await readdir(entry).catch((): string[] => []);
    if (!names.includes("docker")) return entry;
    const links = join(folder, String(index));
    await mkdir(links, { recursive: true });
    const others = names.filter((name) => name !== "docker");
    await Promise.all(others.map((name) => symlink(join(entry, name), join(links, name))));
    return links;
  });
  return (await Promise.all(entries)).join(delimiter);
}
