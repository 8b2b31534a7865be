import { describe, expect, it } from "@jest/globals";
import { execa } from "execa";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { root } from "../../lib/paths.js";

/** Runs a program that has `loaded(name)`: whether files of a package were read. */
async function run(program: string): Promise<string> {
  const loaded =
    'import Module, { createRequire } from "node:module";' +
    `const require = createRequire(${JSON.stringify(`${root}/lib/`)});` +
    "const loaded = (name) => Object.keys(Module._cache).some((file) => file.includes(`/node_modules/${name}/`));";
  const args = ["--import", "./lib/lazy-packages.mjs", "--input-type", "module"];
  const { stdout } = await execa("node", [...args, "--eval", loaded + program], { cwd: root });
  return stdout;
}

describe("packages that the SDK reads at its start for what the lab never does", () => {
  it("are not read with it", async () => {
    const program =
      'await import("@pulumi/pulumi/automation/index.js");' +
      'console.log(["@pulumi/pulumi", "typescript", "@npmcli/arborist"].map(loaded).join());';
    expect(await run(program)).toBe("true,false,false");
  });

  it("are read as soon as they are used", async () => {
    const program =
      'const ts = require("typescript");' +
      "console.log(loaded('typescript'), ts.SyntaxKind.Unknown, loaded('typescript'));";
    expect(await run(program)).toBe("false 0 true");
  });

  it("are left to the program of plain pulumi, too, which Pulumi starts in the folder of its main file", async () => {
    const project = await readFile(join(root, "Pulumi.yaml"), "utf8");
    const [, file = ""] = /nodeargs: --import (\S+)/.exec(project) ?? [];
    expect(resolve(root, "stacks", file)).toBe(join(root, "lib/lazy-packages.mjs"));
  });
});
