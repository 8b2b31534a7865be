import { describe, expect, it } from "@jest/globals";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tempDir } from "./temp-dir.js";
import { pathWithoutDocker } from "./without-docker.js";

describe("a PATH without Docker", () => {
  it("has all programs but docker, and leaves other folders as they are", async () => {
    await using dir = await tempDir();
    const [plain, mixed, missing, links] = ["plain", "mixed", "missing", "links"].map((name) =>
      join(dir.path, name),
    ) as [string, string, string, string];
    await mkdir(plain);
    await mkdir(mixed);
    for (const name of ["docker", "docker-compose", "git"]) await writeFile(join(mixed, name), "");
    const path = await pathWithoutDocker([plain, mixed, missing].join(":"), links);
    expect(path).toBe([plain, join(links, "1"), missing].join(":"));
    expect((await readdir(join(links, "1"))).sort()).toEqual(["docker-compose", "git"]);
  });
});
