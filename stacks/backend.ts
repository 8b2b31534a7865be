import { readdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { UsageError } from "../lib/errors.js";
import { root, stateDir } from "../lib/paths.js";
import { withoutPassword } from "../lib/proxy.js";
import { quoted } from "../lib/quote.js";
import { checkpointFile, lockDir } from "./checkpoint-file.js";

/** What a program can see of the backend that its engine keeps the stack in. */
export interface BackendFacts {
  readonly stack: string;
  /** Pulumi's word; every backend that is files says `organization`. */
  readonly organization: string;
  /** Whether this checkout's own state has the stack. */
  readonly hasStack: boolean;
  /** Whether a run works on it there. */
  readonly hasLock: boolean;
  /** A preview takes no lock. */
  readonly isPreview: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/** Settings of Pulumi's with which it would write a state that `lab` can't read. */
const OTHER_FORM = [
  "PULUMI_DIY_BACKEND_GZIP",
  "PULUMI_SELF_MANAGED_STATE_GZIP",
  "PULUMI_DIY_BACKEND_ZSTD",
];

const isTrue = (value: string | undefined): boolean => /^(1|true)$/i.test(value ?? "");

/**
 * Makes sure that a stack lies where `lab` finds it. Elsewhere each would make its own cluster on the same ports, and
 * `lab` would take one that it doesn't know for the rest of a killed run.
 * @throws UsageError `other-backend`, `other-checkout`, or `packed-state` for one that `lab` couldn't read afterwards.
 */
export function requireOwnBackend(facts: BackendFacts): void {
  const { stack, env } = facts;
  const packs = OTHER_FORM.find((name) => isTrue(env[name]));
  if (packs !== undefined) {
    throw new UsageError(
      "packed-state",
      `${packs} is set: Pulumi would pack the state of ${stack}, and ./lab reads it unpacked.`,
      { next: `unset ${packs}, then run the same command again` },
    );
  }
  const labOf = env["ISTIO_LAB_ROOT"] ?? "";
  if (labOf !== "" && labOf !== root) {
    throw new UsageError(
      "other-checkout",
      `This shell has the environment of the lab in ${labOf}, and ${stack} is of the one in ${root}.`,
      { next: `cd ${quoted(root)} && eval "$(./lab env)", then run the same command again` },
    );
  }
  const isHere = facts.hasStack && (facts.isPreview || facts.hasLock);
  if (facts.organization === "organization" && isHere) return;
  const url = env["PULUMI_BACKEND_URL"] ?? "";
  const at =
    url === "" ? "another backend" : `the backend of PULUMI_BACKEND_URL (${withoutPassword(url)})`;
  throw new UsageError(
    "other-backend",
    `This ${stack} is in ${at}, and ./lab sees only the stacks of its own: ${stateDir}.`,
    {
      next:
        url === ""
          ? `cd ${quoted(root)} && eval "$(./lab env)", then run the same command again`
          : `unset PULUMI_BACKEND_URL, then pulumi stack select -c ${stack} in ${root}`,
    },
  );
}

/** Looks at this checkout's own state. @param folder Pulumi's file backend */
export async function lookForStack(
  stack: string,
  folder = stateDir,
): Promise<Pick<BackendFacts, "hasStack" | "hasLock">> {
  const file = checkpointFile(stack, folder);
  const [states, locks] = await Promise.all([
    filesIn(dirname(file)),
    filesIn(lockDir(stack, folder)),
  ]);
  // packed by an earlier run it is unpacked by this one
  const names = ["", ".gz", ".zst"].map((ending) => `${basename(file)}${ending}`);
  return {
    hasStack: states.some((name) => names.includes(name)),
    hasLock: locks.some((name) => name.endsWith(".json")),
  };
}

const filesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
