import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { execa } from "execa";
import { createServer, type Server } from "node:net";
import { mkdir, readdir, readFile, symlink, writeFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { checkout, succeed, type Checkout, type Ran } from "../support/checkout.js";

/** The form of every error that a person can do something about. */
function expectError(ran: Ran, exitCode: number, message: string | RegExp, next: string): void {
  expect({ exitCode: ran.exitCode, all: ran.all }).toMatchObject({ exitCode });
  expect(ran.stderr).toMatch(message);
  expect(ran.stderr).toContain(`  next: ${next}`);
  expect(ran.all).not.toMatch(/^ {4}at /m);
}

describe("bad input", () => {
  let lab: Checkout;

  beforeAll(async () => {
    lab = await checkout();
  });

  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
  });

  it.each<[string, string[], RegExp, string]>([
    ["an unknown week", ["up", "wek1"], /no week "wek1"\. Did you mean "week1"\?/, "./lab weeks"],
    ["an unknown step", ["up", "week1", "--step", "1.99"], /no step "1.99"/, "./lab steps week1"],
    ["a step where none is", ["show", "1.x"], /"1.x" is no step/, "./lab steps week1"],
    ["a lab that isn't up", ["next", "--week", "week1"], /week1 is not up/, "./lab up week1"],
    ["no lab at all", ["status", "week9"], /no week "week9"/, "./lab weeks"],
    ["half a diff", ["diff", "week1"], /two steps of a week, or two weeks/, "./lab diff week1"],
    ["a question without a terminal", ["up", "week1"], /needs an answer/, "run the same command"],
  ])("%s is refused with the next command", async (_what, args, message, next) => {
    const ran = await lab.lab(...args);
    expectError(ran, 2, message, next);
  });

  it("an unknown command is refused with a suggestion", async () => {
    const { exitCode, stderr } = await lab.lab("stats");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("Did you mean status?");
  });

  it("an unknown target is refused with the ones there are", async () => {
    const { exitCode, stderr } = await lab.lab("up", "week1", "--target", "minikube");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("kind, kwok");
  });

  it("a pipe that is closed early ends nothing with an error", async () => {
    const { stdout, stderr } = await lab.shell("sh", "-c", "./lab objects week1 | head -n 1");
    expect(stdout).toBe("apiVersion: v1");
    expect(stderr).toBe("");
  });

  it("leaves nothing behind", async () => {
    expect(await lab.processes()).toEqual([]);
    const { stdout } = await lab.lab("status");
    expect(stdout).toContain("No lab is up.");
  });

  it("a bad config value is refused by plain pulumi with the command that mends it", async () => {
    await lab.shell("pulumi", "config", "set", "istio-lab:stepp", "1.2", "-s", "week1");
    const unknown = await lab.shell("pulumi", "preview", "-s", "week1");
    expect(unknown.exitCode).not.toBe(0);
    expect(unknown.all).toContain('unknown config key "istio-lab:stepp". Did you mean "step"?');
    expect(unknown.all).toContain("next: ./lab config rm stepp --week week1");
    expect(unknown.all).not.toMatch(/^ {4}at /m);
    await lab.shell("pulumi", "config", "rm", "istio-lab:stepp", "-s", "week1");
    await lab.shell("pulumi", "config", "set", "istio-lab:step", "1.99", "-s", "week1");
    const step = await lab.shell("pulumi", "preview", "-s", "week1");
    expect(step.all).toContain('week1 has no step "1.99"');
    await lab.shell("pulumi", "config", "rm", "istio-lab:step", "-s", "week1");
  });

  it("a misspelt key keeps nobody from looking at a lab and from taking it down", async () => {
    await lab.shell("pulumi", "config", "set", "istio-lab:stpe", "1.2", "-s", "week1");
    const up = await lab.lab("up", "week1", "--target", "kwok", "--yes");
    expectError(up, 2, /unknown config key "istio-lab:stpe"/, "./lab config rm stpe --week week1");
    const down = await lab.lab("down", "week1", "--yes");
    expect({ exitCode: down.exitCode, stderr: down.stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringMatching(
        /Passed over: .*istio-lab:stpe.* Mend it later: \.\/lab config rm stpe --week week1/,
      ) as unknown,
    });
    expect((await lab.lab("config", "rm", "stpe", "--week", "week1")).exitCode).toBe(0);
    expect((await lab.lab("config", "--week", "week1")).stderr).toBe("");
  });

  it("a passphrase that is lost keeps nobody from a week, while others hold nothing", async () => {
    // the stacks of both weeks were made by the shells of this test
    await rm(join(lab.root, ".lab/passphrase"));
    const { exitCode, all } = await lab.lab(
      "up",
      "week1",
      "--step",
      "1.1",
      "--target",
      "kwok",
      "--yes",
    );
    expect({ exitCode, all }).toMatchObject({ exitCode: 0 });
    expect((await lab.lab("down", "week1", "--yes")).exitCode).toBe(0);
    expect((await lab.lab("config", "rm", "step", "--week", "week1")).exitCode).toBe(0);
  });

  it("a busy port is refused before any work, with the process that holds it", async () => {
    const server = await listen();
    const port = String((server.address() as { port: number }).port);
    await lab.shell("pulumi", "config", "set", "istio-lab:apiServerPort", port, "-s", "week1");
    try {
      const ran = await lab.lab("up", "week1", "--yes");
      expect(ran.exitCode).not.toBe(0);
      expect(ran.stderr).toMatch(
        new RegExp(`Port ${port} .* is taken by node \\(process ${process.pid}`),
      );
      expect(await lab.processes()).toEqual([]);
    } finally {
      server.close();
      await lab.shell("pulumi", "config", "rm", "istio-lab:apiServerPort", "-s", "week1");
      await lab.lab("down", "week1", "--yes");
    }
  });

  it("a corrupt cache entry is noticed and made again", async () => {
    const cache = await cacheOf(lab, "corrupt-cache");
    const objects = ["objects", "week1", "--step", "1.11", "-o", "json"];
    const first = await lab.with({ LAB_CACHE: cache }).lab(...objects);
    const [entry = ""] = await readdir(join(cache, "render"));
    await writeFile(join(cache, "render", entry), "{ torn");
    const second = await lab.with({ LAB_CACHE: cache }).lab(...objects);
    expect(second.stderr).toMatch(/cache entry .* is corrupt: rendering it again/);
    expect(second.stdout).toBe(first.stdout);
  });

  it("a cache that can't be written is named, with what helps", async () => {
    const cache = await cacheOf(lab, "broken-cache");
    await writeFile(join(cache, "render"), "not a folder");
    const objects = ["objects", "week1", "--step", "1.11"];
    const ran = await lab.with({ LAB_CACHE: cache }).lab(...objects);
    expectError(ran, 1, /Cannot write to the cache .*broken-cache/, "LAB_CACHE=");
  });

  it("two runs at once: the second one names the first and changes nothing", async () => {
    const first = lab.start("up", "week1", "--step", "1.2", "--yes");
    let second: Promise<Ran> | undefined;
    first.stdout.on("data", () => {
      second ??= lab.lab("up", "week1", "--step", "1.16", "--yes");
    });
    const { exitCode } = await first;
    expect(exitCode).toBe(0);
    expect(second).toBeDefined();
    if (second !== undefined) {
      expectError(await second, 2, /Another run works on week1 \(process \d+/, "wait until it has");
    }
    const { stdout } = await lab.lab("status");
    expect(stdout).toContain("week1 at step 1.2");
  });

  it("a state that is damaged with its copy is named, and down does without it", async () => {
    const state = join(lab.root, ".lab/state/.pulumi/stacks/istio-lab/week1.json");
    const text = await readFile(state, "utf8");
    const half = text.slice(0, text.length / 2);
    await Promise.all([writeFile(state, half), writeFile(`${state}.bak`, half)]);
    const up = await lab.lab("up", "week1", "--yes");
    expectError(up, 1, /week1\.json is damaged: it is no whole JSON/, "./lab down week1 removes");
    succeed(await lab.lab("down", "week1", "--yes"));
    expect(await lab.processes()).toEqual([]);
    const { stdout } = await lab.lab("status");
    expect(stdout).toContain("No lab is up.");
  });

  const isRoot = process.platform === "linux" && process.getuid?.() === 0;
  (isRoot ? it : it.skip)(
    "a disk without room is named at once (only root on Linux can mount a small one)",
    async () => {
      const disk = join(lab.root, ".lab");
      await execa("mount", ["-t", "tmpfs", "-o", "size=40m", "tmpfs", disk]);
      try {
        const small = await lab.lab("up", "week1", "--yes");
        expectError(small, 1, /has 3\d MB free; a cluster of week1 needs 250 MB/, "make room");
        await writeFile(join(disk, "rest"), Buffer.alloc(64e6)).catch(() => undefined);
        const full = await lab.lab("goto", "1.15", "--week", "week1", "--yes");
        expectError(full, 1, /^error: The disk of .*\.lab is full/, "make room");
      } finally {
        await execa("umount", [disk]);
      }
    },
  );
});

/** A cache with the tools of the real one and no renderings. */
async function cacheOf(lab: Checkout, name: string): Promise<string> {
  const cache = join(lab.home, name);
  await mkdir(cache);
  const { LAB_CACHE: real = "" } = lab.env;
  await symlink(join(real, "tools"), join(cache, "tools"));
  return cache;
}

function listen(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      resolve(server);
    });
  });
}
