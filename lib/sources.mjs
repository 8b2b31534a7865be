/** What the lab consists of as a program; lib/start.mjs needs it before anything is compiled. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The programs of the lab: each is one entry of the build. */
export const PROGRAMS = [
  "cli/main.ts",
  "cli/postinstall.ts",
  "app/load/worker.ts",
  "components/commands/main.ts",
  "components/provider/main.ts",
  "components/provider/stand-ins/command.ts",
  "components/provider/stand-ins/docker.ts",
  "stacks/main.ts",
];

/** Folders whose sources no program needs. */
const LEFT_OUT = new Set(["node_modules", "test"]);

/**
 * @param {string} root a checkout
 * @returns {string[]} the sources of all programs, relative to it, in one order on all machines. Which of them a program
 * loads nobody has to tell, and forget.
 */
function sourcesIn(root) {
  const rooms = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^\./u.test(entry.name) && !LEFT_OUT.has(entry.name))
    .map(({ name }) => name);
  return rooms
    .flatMap((room) =>
      readdirSync(join(root, room), { recursive: true, encoding: "utf8" }).map(
        (file) => `${room}/${file}`,
      ),
    )
    .filter((file) => /\.(?:ts|mjs)$/u.test(file))
    .sort();
}

/**
 * What the programs are made of, in a few characters: the content of all sources and of the locked packages, not their
 * times, which a copy or another branch does not keep.
 * @param {string} root a checkout
 */
export function fingerprintOf(root) {
  const hash = createHash("sha256");
  for (const file of [...sourcesIn(root), "package-lock.json"]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}
