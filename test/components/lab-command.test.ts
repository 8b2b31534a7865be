import { describe, expect, it } from "@jest/globals";
import { execa } from "execa";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { labCommand } from "../../components/lab-command.js";
import { root } from "../../lib/paths.js";
import { record, type Registration } from "../support/record.js";
import { tempDir } from "../support/temp-dir.js";

/** A command as it is registered. */
async function registered(undo: boolean): Promise<Registration> {
  const [command] = await record(() => {
    labCommand("fault", { program: "action", input: { a: 1 }, undo, triggers: ["t"] }, {});
  });
  if (command === undefined) throw new Error("nothing was registered");
  return command;
}

/** What the shell of the command plugin starts, and where: a `node` on PATH tells it. */
async function started(text: unknown, cwd: string, variables: Record<string, string>) {
  await using dir = await tempDir();
  const node = join(dir.path, "node");
  await writeFile(node, '#!/bin/sh\npwd\necho "$@"\n');
  await chmod(node, 0o755);
  const env = { PATH: `${dir.path}:/usr/bin:/bin`, ...variables };
  const { stdout } = await execa("/bin/sh", ["-c", String(text)], { cwd, env, extendEnv: false });
  const [folder, args] = stdout.split("\n");
  return { folder, args };
}

describe("a command of the lab", () => {
  it("finds the checkout from the folder in which the engine starts its plugins", async () => {
    const { inputs } = await registered(true);
    const { folder, args } = await started(inputs["create"], join(root, "stacks"), {});
    expect(folder).toBe(root);
    expect(args).toMatch(/ components\/commands\/main\.ts action do$/);
    const undone = await started(inputs["delete"], join(root, "stacks"), {});
    expect(undone.folder).toBe(root);
    expect(undone.args).toMatch(/ action undo$/);
  });

  it("goes by the lab's environment where there is one", async () => {
    await using dir = await tempDir();
    const { inputs } = await registered(false);
    const found = await started(inputs["create"], root, { ISTIO_LAB_ROOT: dir.path });
    expect(found.folder).toBe(dir.path);
  });

  it("names no path of this machine", async () => {
    const { inputs } = await registered(true);
    expect(JSON.stringify(inputs)).not.toContain(root);
  });

  it("is not done again for another text: that of an older version does the same", async () => {
    expect((await registered(false)).ignoreChanges).toEqual(["create"]);
    expect((await registered(true)).ignoreChanges).toEqual(["create", "delete"]);
  });
});
