import { describe, expect, it } from "@jest/globals";
import { hostname } from "node:os";
import { join } from "node:path";
import type { Exec } from "../../../lib/exec.js";
import {
  folderHere,
  nodeOwner,
  waysOut,
  type NodeOwner,
} from "../../../components/provider/kind-owner.js";
import { symlink } from "node:fs/promises";
import { tempDir } from "../../support/temp-dir.js";

const OURS = "/home/me/lab/.lab/stacks/week1";
const ALICE = "laptop-of-alice";

/** A Docker whose node has this text in it. */
const holding =
  (text: string): Exec =>
  () =>
    Promise.resolve({ stdout: `etc/istio-lab.json\0ustar\0${text}\0`, stderr: "" });

describe("whose a node is", () => {
  it("is read as an older lab wrote it: of this machine", async () => {
    const owner = { stack: "week1", folder: OURS };
    const read = await nodeOwner(holding(JSON.stringify(owner)), "myk8s");
    expect(read).toEqual(owner);
    expect(folderHere(read)).toBe(OURS);
  });

  it("is of no folder here where it is of another machine's, also of the same name", () => {
    expect(folderHere({ stack: "week1", folder: OURS, host: ALICE })).toBeUndefined();
    expect(folderHere({ stack: "week1", folder: OURS, host: hostname() })).toBe(OURS);
    expect(folderHere(undefined)).toBeUndefined();
  });
});

describe("the way out of a cluster that another lab made", () => {
  it.each<[string, NodeOwner, string, string]>([
    [
      "beside this one",
      { stack: "week3", folder: OURS.replace("week1", "week3") },
      "stack week3",
      "./lab down week3",
    ],
    [
      "on another machine",
      { stack: "week1", folder: OURS, host: ALICE },
      `stack week1 in /home/me/lab at ${ALICE}`,
      "./lab down week1 there",
    ],
    [
      "in a checkout that is gone",
      { stack: "week1", folder: "/no/such/lab/.lab/stacks/week1" },
      "stack week1 in /no/such/lab, which is gone",
      "./lab down --orphans",
    ],
  ])("%s", (_where, owner, whose, next) => {
    expect(waysOut(owner, OURS)).toEqual({ whose, next });
  });

  it("in a checkout that can't be looked at is its own lab's: it may stand", async () => {
    await using dir = await tempDir();
    await symlink("loop", join(dir.path, "loop"));
    const folder = join(dir.path, "loop/lab/.lab/stacks/week1");
    expect(waysOut({ stack: "week1", folder }, OURS).next).toMatch(/^cd .* && \.\/lab down week1$/);
  });
});
