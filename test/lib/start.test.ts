import { describe, expect, it } from "@jest/globals";
import { execa } from "execa";
import { copyFile, mkdir, readdir, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { root } from "../../lib/paths.js";
import { PROGRAMS } from "../../lib/sources.mjs";
import { tempDir } from "../support/temp-dir.js";

/* Each program of the checkout prints its name, its arguments and a shared text. */

const source = (depth: number): string =>
  `import { shared } from "${"../".repeat(depth)}lib/shared.js";\n` +
  `const text: string = [...process.argv.slice(1), shared].join("|");\nconsole.log(text);\n`;

/** A checkout of small programs, in a folder whose name means something in a URL. */
async function checkout() {
  const temp = await tempDir();
  const dir = join(temp.path, "실습 #1 100%");
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(join(dir, file)), { recursive: true });
    await writeFile(join(dir, file), text);
  };
  for (const file of PROGRAMS) await write(file, source(file.split("/").length - 1));
  await write("lib/shared.ts", 'export const shared = "one";\n');
  await write("package-lock.json", "{}");
  await write("package.json", '{ "type": "module" }');
  for (const file of ["lib/start.mjs", "lib/lazy-packages.mjs", "lib/sources.mjs"])
    await copyFile(join(root, file), join(dir, file));
  await symlink(join(root, "node_modules"), join(dir, "node_modules"));
  return {
    dir,
    write,
    run: (...args: readonly string[]) =>
      execa("node", [join(dir, "lib/start.mjs"), ...args], { reject: false, cwd: "/" }),
    builds: async () =>
      (await readdir(join(dir, ".lab/build"))).filter((name) => name !== "v8").sort(),
    [Symbol.asyncDispose]: () => temp[Symbol.asyncDispose](),
  };
}

describe("what starts the programs of the lab", () => {
  it("gives a program its arguments, as if it were run itself", async () => {
    await using lab = await checkout();
    const { stdout } = await lab.run("components/provider/main.ts", "a b", "--json");
    expect(stdout).toBe(`${lab.dir}/components/provider/main.ts|a b|--json|one`);
  });

  it("compiles once, whatever the times of the sources", async () => {
    await using lab = await checkout();
    await lab.run("cli/main.ts");
    const built = await lab.builds();
    await utimes(join(lab.dir, "lib/shared.ts"), new Date(), new Date());
    await lab.run("components/commands/main.ts");
    expect(built).toHaveLength(1);
    expect(await lab.builds()).toEqual(built);
  });

  it("runs a changed source at once, and the old build again when the change is taken back", async () => {
    await using lab = await checkout();
    await lab.run("cli/main.ts");
    await lab.write("lib/shared.ts", 'export const shared = "two";\n');
    expect((await lab.run("cli/main.ts")).stdout).toContain("|two");
    await lab.write("lib/shared.ts", 'export const shared = "one";\n');
    expect((await lab.run("cli/main.ts")).stdout).toContain("|one");
    expect(await lab.builds()).toHaveLength(2);
  });

  it("keeps a build for a day: a run that goes on may still load its parts", async () => {
    await using lab = await checkout();
    await lab.run("cli/main.ts");
    const [old = ""] = await lab.builds();
    const longAgo = new Date(Date.now() - 25 * 60 * 60 * 1000);
    await utimes(join(lab.dir, ".lab/build", old), longAgo, longAgo);
    await lab.write("lib/shared.ts", 'export const shared = "two";\n');
    await lab.run("cli/main.ts");
    const left = await lab.builds();
    expect(left).toHaveLength(1);
    expect(left).not.toContain(old);
  });

  it("lets several start at once in a checkout that is not compiled yet", async () => {
    await using lab = await checkout();
    const runs = await Promise.all([1, 2, 3].map((n) => lab.run("cli/main.ts", String(n))));
    expect(runs.map(({ stdout }) => stdout.split("|").slice(1))).toEqual([
      ["1", "one"],
      ["2", "one"],
      ["3", "one"],
    ]);
    expect(await lab.builds()).toHaveLength(1);
  });

  it("says in the form of all errors why it can't compile, and leaves nothing half made", async () => {
    await using lab = await checkout();
    await lab.write("lib/shared.ts", "export const shared = ;\n");
    const { stderr, exitCode } = await lab.run("cli/main.ts");
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`error: The lab can't compile itself into ${lab.dir}/.lab/build: `);
    expect(stderr).toContain("lib/shared.ts:1:");
    expect(stderr).toContain("\n  next: ");
    expect(await lab.builds()).toEqual([]);
  });

  it("says so too where the folder can't be made", async () => {
    await using lab = await checkout();
    await rm(join(lab.dir, ".lab"), { recursive: true, force: true });
    await lab.write(".lab", "a file");
    const { stderr, exitCode } = await lab.run("cli/main.ts");
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: The lab can't compile itself into .*ENOTDIR/);
  });

  it("names the line of the source where a program breaks", async () => {
    await using lab = await checkout();
    await lab.write("cli/main.ts", "const none: string[] = [];\n\nnone[0].trim();\n");
    const { stderr } = await lab.run("cli/main.ts");
    expect(stderr).toContain("cli/main.ts:3:");
  });

  it("knows its programs only", async () => {
    await using lab = await checkout();
    const { stderr, exitCode } = await lab.run("cli/other.ts");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("lib/start.mjs knows no program cli/other.ts");
  });
});
