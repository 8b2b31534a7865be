import { describe, expect, it } from "@jest/globals";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { root, stateDir } from "../../lib/paths.js";
import { quoted } from "../../lib/quote.js";
import { lookForStack, requireOwnBackend, type BackendFacts } from "../../stacks/backend.js";
import { checkpointFile, lockDir } from "../../stacks/checkpoint-file.js";
import { tempDir } from "../support/temp-dir.js";

const own: BackendFacts = {
  stack: "week3",
  organization: "organization",
  hasStack: true,
  hasLock: true,
  isPreview: false,
  env: {},
};

/** The error that a program with these facts ends with; undefined for one that goes on. */
function errorOf(facts: Partial<BackendFacts>): unknown {
  try {
    requireOwnBackend({ ...own, ...facts });
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("a program that plain pulumi started", () => {
  it.each<[string, Partial<BackendFacts>]>([
    ["whose run holds a lock in the checkout's state", {}],
    ["that only previews, which takes no lock", { isPreview: true, hasLock: false }],
    ["whose shell names that state", { env: { PULUMI_BACKEND_URL: `file://${stateDir}` } }],
    ["whose state is not to be packed", { env: { PULUMI_DIY_BACKEND_GZIP: "false" } }],
  ])("%s is in the lab's own backend", (_title, facts) => {
    expect(errorOf(facts)).toBeUndefined();
  });

  it.each<[string, Partial<BackendFacts>]>([
    ["Pulumi Cloud's stacks belong to an organization", { organization: "acme" }],
    ["the stack is not in the checkout's state", { hasStack: false, hasLock: false }],
    ["it is, but its run holds its lock elsewhere", { hasLock: false }],
  ])("is elsewhere when %s", (_title, facts) => {
    expect(errorOf(facts)).toMatchObject({
      code: "other-backend",
      exitCode: 2,
      message: `This week3 is in another backend, and ./lab sees only the stacks of its own: ${stateDir}.`,
      next: `cd ${quoted(root)} && eval "$(./lab env)", then run the same command again`,
    });
  });

  it("is told which variable led it elsewhere, without a password in it", () => {
    const env = { PULUMI_BACKEND_URL: "postgres://me:sec/ret@db/pulumi" };
    expect(errorOf({ env, hasStack: false })).toMatchObject({
      code: "other-backend",
      message: expect.stringContaining(
        "This week3 is in the backend of PULUMI_BACKEND_URL (postgres://***@db/pulumi), and",
      ) as unknown,
      next: `unset PULUMI_BACKEND_URL, then pulumi stack select -c week3 in ${root}`,
    });
  });

  it("must not run the programs of another checkout", () => {
    const env = { ISTIO_LAB_ROOT: "/elsewhere/istio-lab" };
    expect(errorOf({ env })).toMatchObject({
      code: "other-checkout",
      exitCode: 2,
      message: `This shell has the environment of the lab in /elsewhere/istio-lab, and week3 is of the one in ${root}.`,
      next: `cd ${quoted(root)} && eval "$(./lab env)", then run the same command again`,
    });
    expect(errorOf({ env: { ISTIO_LAB_ROOT: root } })).toBeUndefined();
  });

  it.each(["PULUMI_DIY_BACKEND_GZIP", "PULUMI_SELF_MANAGED_STATE_GZIP", "PULUMI_DIY_BACKEND_ZSTD"])(
    "must not have its state packed by %s, which lab could not read",
    (name) => {
      expect(errorOf({ env: { [name]: "true" } })).toMatchObject({
        code: "packed-state",
        exitCode: 2,
        message: `${name} is set: Pulumi would pack the state of week3, and ./lab reads it unpacked.`,
        next: `unset ${name}, then run the same command again`,
      });
    },
  );
});

describe("the checkout's own state", () => {
  it("has no stack where it was never made", async () => {
    await using dir = await tempDir();
    expect(await lookForStack("week3", dir.path)).toEqual({ hasStack: false, hasLock: false });
  });

  it.each(["", ".gz", ".zst"])("has a stack and its lock, state file ending %j", async (ending) => {
    await using dir = await tempDir();
    const file = `${checkpointFile("week3", dir.path)}${ending}`;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, "{}");
    expect(await lookForStack("week3", dir.path)).toEqual({ hasStack: true, hasLock: false });
    expect(await lookForStack("week1", dir.path)).toEqual({ hasStack: false, hasLock: false });
    await mkdir(lockDir("week3", dir.path), { recursive: true });
    await writeFile(join(lockDir("week3", dir.path), "1.json"), "{}");
    expect(await lookForStack("week3", dir.path)).toEqual({ hasStack: true, hasLock: true });
  });
});
