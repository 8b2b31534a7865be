import { execa } from "execa";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { CommandWorld } from "../../components/commands/world.js";
import { exec } from "../../lib/exec.js";
import { writeArchive, type ArchivedImage } from "./docker-archive.js";

/** A real Docker whose `save` answers with archives of ours; all else is the engine's. */
export interface ArchivedDocker extends AsyncDisposable {
  readonly world: CommandWorld;
  /** How many archives went into the node since it was asked last. */
  readonly sent: () => number;
  /** What was said since it was asked last. */
  readonly heard: () => string[];
  /** What `docker save` gives for these images, asked for together and one by one. */
  readonly saves: (...images: readonly ArchivedImage[]) => Promise<void>;
}

const TIMEOUT_MS = 60_000;

/** An image that is named by its digest is known by the tag `1`: no registry has ever given it a digest. */
const SCRIPT = [
  "#!/usr/bin/env bash",
  "set -eu",
  "case $1 in",
  `  save) shift; exec cat "$ARCHIVES/$(printf '%s+' "$@" | tr '/:' '--')" ;;`,
  '  image | tag) set -- "${@/@sha256:*/:1}" ;;',
  "esac",
  'exec "$REAL_DOCKER" "$@"',
  "",
].join("\n");

/** @param image an image of the engine, which stands for all of them where Docker is asked. */
export async function archivedDocker(image: string): Promise<ArchivedDocker> {
  const folder = await mkdtemp(join(tmpdir(), "archived-docker-"));
  const real = (await execa("bash", ["-c", "command -v docker"])).stdout;
  await writeFile(join(folder, "docker"), SCRIPT);
  await chmod(join(folder, "docker"), 0o755);
  const env = {
    PATH: [folder, process.env["PATH"] ?? ""].join(delimiter),
    REAL_DOCKER: real,
    ARCHIVES: folder,
  };
  const said: string[] = [];
  const archives: string[] = [];
  const tags: string[] = [];
  const docker = (...args: readonly string[]) => execa(real, args, { timeout: TIMEOUT_MS });
  const fileOf = (names: readonly string[]): string =>
    join(folder, names.map((name) => `${name.replaceAll(/[/:]/g, "-")}+`).join(""));
  return {
    sent: () => archives.splice(0).length,
    heard: () => said.splice(0),
    world: {
      exec: (command, args, options) => {
        if (command === "bash") archives.push(args.join(" "));
        return exec(command, args, { ...options, env });
      },
      kubectl: () => () => Promise.reject(new Error("no kubectl is needed")),
      locate: (tool) => Promise.resolve(tool),
      say: (line) => void said.push(line),
      now: Date.now,
      sleep: setTimeout,
    },
    async saves(...images) {
      for (const { name } of images) {
        const tag = name
          .replace("docker.io/", "")
          .replace(/^istio-lab\/pinned:.*/, "test/pinned:1");
        await docker("tag", image, tag);
        tags.push(tag);
      }
      const sets = [images, ...images.map((each) => [each])];
      for (const each of sets) {
        await writeArchive(fileOf(each.map(({ name }) => name.replace("docker.io/", ""))), each);
      }
    },
    async [Symbol.asyncDispose]() {
      for (const tag of new Set(tags)) await docker("image", "rm", "--no-prune", tag);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
