import { existsSync } from "node:fs";
import { copyFile, mkdir, realpath, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { execa } from "execa";
import { nodeOptions } from "../../lib/node-options.js";
import { root } from "../../lib/paths.js";
import { Bench } from "./fixture.js";

/** Stands for npm: installs nothing, as slowly and as badly as it is told. */
const npm = `#!/bin/sh
echo "npm $*" >>"$NPM_LOG"
echo "noise on standard output"
rm -rf node_modules
sleep "\${NPM_SLEEP:-0}"
if [ -n "\${NPM_FAILS:-}" ]; then echo "npm error code E404" >&2; exit 1; fi
mkdir -p node_modules
`;

/** Stands for node: tells a version, or what it was started with. */
const node = `#!/bin/sh
if [ "$1" = --version ]; then echo "\${NODE_VERSION:-v20.19.0}"; else printf '%s\\n' "$@"; fi
`;

interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode?: number;
}

/** A checkout that holds the script and nothing else. */
async function checkout(bench: Bench, name = "lab"): Promise<string> {
  const dir = join(bench.dir, name);
  await mkdir(dir);
  await copyFile(join(root, "lab"), join(dir, "lab"));
  await writeFile(join(dir, "package-lock.json"), "{}");
  await bench.file("bin/npm", npm);
  await bench.file("bin/node", node);
  return dir;
}

async function lab(
  bench: Bench,
  file: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<Answer> {
  return execa(file, args, {
    cwd: "/",
    reject: false,
    timeout: 20_000,
    env: {
      PATH: `${bench.bin}:/usr/bin:/bin`,
      NPM_LOG: join(bench.dir, "npm.log"),
      ...env,
    },
    extendEnv: false,
  });
}

/** How often npm ran. */
async function installs(bench: Bench): Promise<number> {
  const { stdout } = await execa("cat", [join(bench.dir, "npm.log")], { reject: false });
  return stdout === "" ? 0 : stdout.split("\n").length;
}

describe("./lab", () => {
  it("installs the packages of a fresh checkout, then starts the CLI with its arguments", async () => {
    await using bench = await Bench.create();
    const dir = await checkout(bench);
    const { stdout, stderr, exitCode } = await lab(bench, join(dir, "lab"), ["up", "a b"]);
    expect(exitCode).toBe(0);
    expect(stdout.split("\n")).toEqual([`${dir}/lib/start.mjs`, "cli/main.ts", "up", "a b"]);
    expect(stderr).toMatch(/npm packages: installing.*first run in this checkout/);
    expect(stderr).toMatch(/✓ npm packages installed in \d+ s/);
  });

  it("installs nothing at the second run and says nothing", async () => {
    await using bench = await Bench.create();
    const dir = await checkout(bench);
    await lab(bench, join(dir, "lab"));
    const second = await lab(bench, join(dir, "lab"));
    expect(second.stderr).toBe("");
    expect(await installs(bench)).toBe(1);
  });

  it("installs again when package-lock.json has other content, whatever its time", async () => {
    await using bench = await Bench.create();
    const dir = await checkout(bench);
    await lab(bench, join(dir, "lab"));
    await writeFile(join(dir, "package-lock.json"), "{ }");
    await utimes(join(dir, "package-lock.json"), 1, 1);
    const { stderr } = await lab(bench, join(dir, "lab"));
    expect(stderr).toContain("package-lock.json has changed");
    expect(await installs(bench)).toBe(2);
  });

  it("takes packages that were installed by hand after the lock file", async () => {
    await using bench = await Bench.create();
    const dir = await checkout(bench);
    await utimes(join(dir, "package-lock.json"), 1, 1);
    await mkdir(join(dir, "node_modules"));
    await writeFile(join(dir, "node_modules/.package-lock.json"), "{}");
    await lab(bench, join(dir, "lab"));
    expect(await installs(bench)).toBe(0);
  });

  it("tells how to install the packages by hand as a shell reads it", async () => {
    await using bench = await Bench.create();
    const dir = await checkout(bench, "it's my lab");
    const { stderr } = await lab(bench, join(dir, "lab"), [], { NPM_FAILS: "yes" });
    const [, next = ""] = /next: (.*)/.exec(stderr) ?? [];
    const { stdout } = await execa("bash", ["-c", next.replace("npm ci", "pwd -P")]);
    expect(stdout).toBe(await realpath(dir));
  });

  it("fails with one error when npm fails, and tries again at the next run", async () => {
    await using bench = await Bench.create();
    const dir = await checkout(bench);
    const failed = await lab(bench, join(dir, "lab"), [], { NPM_FAILS: "yes" });
    expect(failed).toMatchObject({ exitCode: 1, stdout: "" });
    expect(failed.stderr).toContain("npm error code E404");
    expect(failed.stderr).toContain("error: The npm packages could not be installed");
    expect(failed.stderr).toContain(`next: cd '${dir}' && npm ci`);
    expect((await lab(bench, join(dir, "lab"))).exitCode).toBe(0);
    expect(await installs(bench)).toBe(2);
  });

  it("installs once when two start at once", async () => {
    await using bench = await Bench.create();
    const dir = await checkout(bench);
    const run = (): Promise<Answer> => lab(bench, join(dir, "lab"), [], { NPM_SLEEP: "1" });
    const both = await Promise.all([run(), run()]);
    expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(both.map(({ stderr }) => stderr).join("\n")).toContain("another lab is installing them");
    expect(await installs(bench)).toBe(1);
  });

  it("takes over the lock of a run that is gone", async () => {
    await using bench = await Bench.create();
    const dir = await checkout(bench);
    await bench.file("lab/.lab/npm.lock/pid", "999999999");
    expect((await lab(bench, join(dir, "lab"))).exitCode).toBe(0);
    expect(existsSync(join(dir, ".lab/npm.lock"))).toBe(false);
  });

  it.each([
    ["another program by now, as after a restart", () => `${process.pid} ${hostname()}\n`, 0],
    ["on a machine of another name, long ago", () => "1 oldname\n", 3600],
    ["nobody", () => "", 0],
  ])("takes over the lock of a run whose process is %s", async (_title, holder, ageS) => {
    await using bench = await Bench.create();
    const dir = await checkout(bench);
    await bench.file("lab/.lab/npm.lock/pid", holder());
    const then = Date.now() / 1000 - ageS;
    await utimes(join(dir, ".lab/npm.lock"), then, then);
    const { exitCode, stderr } = await lab(bench, join(dir, "lab"));
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stderr).not.toContain("waiting");
    expect(existsSync(join(dir, ".lab/npm.lock"))).toBe(false);
  });

  it("waits for a run on a machine of another name, which may be working", async () => {
    await using bench = await Bench.create();
    const dir = await checkout(bench);
    await bench.file("lab/.lab/npm.lock/pid", "1 oldname\n");
    const run = lab(bench, join(dir, "lab"));
    await sleep(1_500);
    expect(await installs(bench)).toBe(0);
    await rm(join(dir, ".lab/npm.lock"), { recursive: true });
    expect((await run).stderr).toContain("another lab is installing them (process 1 oldname)");
  });

  it("finds its checkout through links, with characters that mean something in a URL", async () => {
    await using bench = await Bench.create();
    const dir = await checkout(bench, "실습 #1 100%");
    await symlink(join(dir, "lab"), join(bench.dir, "one"));
    await symlink("one", join(bench.dir, "two"));
    const { stdout } = await lab(bench, join(bench.dir, "two"));
    expect(stdout).toContain(`${dir}/lib/start.mjs`);
  });

  it.each([
    ["the user's CDPATH", "my/lab", "my/lab/lab", { CDPATH: ".:/tmp" }],
    ["a folder that begins with a dash", "-my lab", "-my lab/lab", {}],
    ["a folder called like the one before", "-", "-/lab", { OLDPWD: "/" }],
  ])("finds its checkout by a relative path, with %s", async (_what, name, file, env) => {
    await using bench = await Bench.create();
    await mkdir(join(bench.dir, "my"));
    const dir = await checkout(bench, name);
    const { stdout } = await execa("bash", ["--", file], {
      cwd: bench.dir,
      env: { PATH: `${bench.bin}:/usr/bin:/bin`, NPM_LOG: join(bench.dir, "npm.log"), ...env },
      extendEnv: false,
    });
    expect(stdout.split("\n")).toEqual([`${dir}/lib/start.mjs`, "cli/main.ts"]);
  });

  it.each(["a\\b", "what?", "a:b", "a\nb", "a\tb"])(
    "refuses a checkout in the folder %j before anything starts",
    async (name) => {
      await using bench = await Bench.create();
      const dir = await checkout(bench, name);
      const { stderr, stdout, exitCode } = await lab(bench, join(dir, "lab"), ["weeks"]);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
      expect(stderr).toMatch(
        /^error: The lab can't work in .*: its path has a backslash, a question mark, a colon or a line break in it\.\n {2}next: move the checkout to a folder without them/,
      );
      expect(existsSync(join(dir, ".lab"))).toBe(false);
      expect(await installs(bench)).toBe(0);
    },
  );

  it.each([
    [{ NODE_OPTIONS: "--require /gone.js --use-openssl-ca" }, "--use-openssl-ca", "", ""],
    [{ NODE_OPTIONS: "--inspect-brk" }, "", "", " NODE_OPTIONS"],
    [{ TSX_TSCONFIG_PATH: "/gone", NODE_ENV: "production" }, "", "", " NODE_ENV TSX_TSCONFIG_PATH"],
    [{ TMPDIR: "/gone" }, "", "", " TMPDIR"],
    [{ TMPDIR: "/tmp" }, "", "/tmp", ""],
    [{ NODE_OPTIONS: "*" }, "", "", " NODE_OPTIONS"],
  ])(
    "starts Node without what would keep it from starting, and says what that was: %j",
    async (env, options, folder, left) => {
      await using bench = await Bench.create();
      const dir = await checkout(bench);
      await bench.file(
        "bin/node",
        `#!/bin/sh
[ "$1" = --version ] && echo v20.19.0 && exit
echo "$NODE_OPTIONS|$TMPDIR|$LAB_LEFT_OUT|$TSX_TSCONFIG_PATH$NODE_ENV"
`,
      );
      const { stdout } = await lab(bench, join(dir, "lab"), [], env);
      expect(stdout).toBe(`${options}|${folder}|${left}|`);
    },
  );

  it("keeps the same options of NODE_OPTIONS as the CLI", async () => {
    await using bench = await Bench.create();
    const dir = await checkout(bench);
    await bench.file(
      "bin/node",
      `#!/bin/sh\n[ "$1" = --version ] && echo v20.19.0 || echo "$NODE_OPTIONS"\n`,
    );
    const all = [
      ...["--use-system-ca", "--use-openssl-ca", "--use-bundled-ca", "--use-other-ca"],
      ...["--openssl-legacy-provider", "--openssl-shared-config", "--openssl-config=/x"],
      ...["--enable-fips", "--force-fips", "--fips", "--tls-cipher-list=x", "--tls-min-v1.2"],
      ...["--dns-result-order=ipv4first", "--no-network-family-autoselection", "--inspect"],
      ...["--network-family-autoselection-attempt-timeout=500", "--max-http-header-size=9"],
      ...["--max-old-space-size=9", "--max-semi-space-size=9", "--require", "./x.js", "--import=x"],
    ].join(" ");
    const { stdout } = await lab(bench, join(dir, "lab"), [], { NODE_OPTIONS: all });
    expect(stdout).toBe(nodeOptions(all));
    expect(stdout.split(" ")).toHaveLength(14);
  });

  it.each(["v18.20.4", "v20.18.3", "v9.11.2"])("refuses Node %s", async (version) => {
    await using bench = await Bench.create();
    const dir = await checkout(bench);
    const answer = await lab(bench, join(dir, "lab"), ["up"], { NODE_VERSION: version });
    expect(answer).toMatchObject({ exitCode: 1, stdout: "" });
    expect(answer.stderr).toContain(`needs Node 20.19 or newer, this is ${version}`);
    expect(answer.stderr).toMatch(/next: install Node 20\.19.*\.\/lab up/);
  });

  it.each(["v20.19.0", "v20.20.2", "v22.1.0", "v100.0.0"])("accepts Node %s", async (version) => {
    await using bench = await Bench.create();
    const dir = await checkout(bench);
    const answer = await lab(bench, join(dir, "lab"), [], { NODE_VERSION: version });
    expect(answer.exitCode).toBe(0);
  });

  it("says so when there is no Node at all", async () => {
    await using bench = await Bench.create();
    const dir = await checkout(bench);
    await rm(join(bench.bin, "node"));
    const { stdout } = await execa("which", ["bash", "dirname"]);
    for (const program of stdout.split("\n"))
      await symlink(program, join(bench.bin, program.split("/").at(-1) ?? ""));
    const answer = await lab(bench, join(dir, "lab"), [], { PATH: bench.bin });
    expect(answer.exitCode).toBe(1);
    expect(answer.stderr).toContain("there is no node on PATH");
  });
});
