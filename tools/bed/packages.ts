import { existsSync } from "node:fs";
import type { BedContext } from "./context.js";
import { hasProgram } from "./machine.js";
import { stage } from "./stage.js";

const INSTALL_LIMIT_MS = 10 * 60_000;
/** The keys of Debian, which Ubuntu has as well once a bed was made. */
export const KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";
/** What the module for Envoy reads its configuration with. */
const JSON_HEADER = "/usr/include/nlohmann/json.hpp";

/** What the bed's commands are, and the package that brings each. */
const packages: Readonly<Record<string, string>> = {
  bash: "bash",
  debootstrap: "debootstrap",
  zstd: "zstd",
  tar: "tar",
  "g++": "g++",
  dockerd: "docker.io",
  // newer Debians have the client in a package of its own
  docker: "docker-cli",
};

/**
 * Installs what is missing with apt. The engine is asked for only where none answers.
 * @throws ToolError `command-failed`
 */
export async function ensurePackages(
  context: BedContext,
  programs: readonly (keyof typeof packages)[],
): Promise<void> {
  const wanted = programs.filter((program) => !hasProgram(program, context.env));
  const names = wanted.map((program) => packages[program] ?? program);
  // Ubuntu has debootstrap without the keys of Debian.
  if (programs.includes("debootstrap") && !existsSync(KEYRING))
    names.push("debian-archive-keyring");
  if (programs.includes("g++") && !existsSync(JSON_HEADER)) names.push("nlohmann-json3-dev");
  if (names.length === 0) return;
  await stage(
    context.progress,
    "packages",
    `installing ${names.join(", ")} with apt`,
    async (hear) => {
      const options = {
        timeoutMs: INSTALL_LIMIT_MS,
        env: { DEBIAN_FRONTEND: "noninteractive" },
        onLine: hear,
        next: `apt-get install ${names.join(" ")}, then ./lab bed up`,
      };
      await context.exec("apt-get", ["update", "-q"], options);
      const install = ["install", "-y", "-q", "--no-install-recommends", ...names];
      await context.exec("apt-get", install, options);
      return { value: undefined };
    },
  );
}
