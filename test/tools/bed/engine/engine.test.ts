import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { lacksAny } from "../../../../tools/bed/engine/capabilities.js";
import { daemonConfig, enginePaths, hostToListen } from "../../../../tools/bed/engine/config.js";
import { fieldsOf, markOf, runs } from "../../../../tools/bed/engine/process.js";
import { writeRecord } from "../../../../tools/bed/engine/record.js";
import { ensureEngine, runningEngine } from "../../../../tools/bed/engine/start.js";
import { mountsBelow } from "../../../../tools/bed/engine/stop.js";
import type { BedContext } from "../../../../tools/bed/context.js";
import type { Exec } from "../../../../lib/exec.js";
import { FakeMachine } from "../fake-machine.js";

/** The rest reads /proc, as the bed does, which is for Linux only. */
const onLinux = process.platform === "linux" ? describe : describe.skip;

onLinux("the Docker engine", () => {
  it("is taken as it is when one answers", async () => {
    await using machine = await FakeMachine.make();
    await expect(ensureEngine(machine.context())).resolves.toEqual({
      version: "20.10.24",
      ours: false,
    });
    expect(machine.calls).toEqual(["docker info --format {{.ServerVersion}}"]);
  });

  it("is ours only when the process that was started still runs and docker asks it", async () => {
    await using machine = await FakeMachine.make();
    const context = machine.context();
    const own = await markOf(process.pid);
    if (own === undefined) throw new Error("this process does not run");
    const record = { process: own, host: "unix:///var/run/docker.sock", wrapped: false };
    await writeRecord(context, record);
    expect(await runningEngine(context)).toMatchObject({ ours: true });
    const elsewhere = { ...context, env: { ...context.env, DOCKER_HOST: "unix:///tmp/x.sock" } };
    expect(await runningEngine(elsewhere)).toMatchObject({ ours: false });
    await writeRecord(context, { ...record, process: { ...own, began: "1" } });
    expect(await runningEngine(context)).toMatchObject({ ours: false });
  });

  it("is not started on another machine", async () => {
    await using machine = await FakeMachine.make();
    machine.answers = false;
    const context = { ...machine.context(), env: { DOCKER_HOST: "tcp://far:2375" } };
    await expect(ensureEngine(context)).rejects.toMatchObject({
      code: "docker-host-set",
      exitCode: 2,
      message: expect.stringContaining('DOCKER_HOST is "tcp://far:2375", where no engine answers.'),
      next: "unset DOCKER_HOST, then ./lab bed up",
    });
  });

  it("that ends at once is told with what its log says of the cause", async () => {
    await using machine = await FakeMachine.make();
    machine.answers = false;
    const context = machine.context();
    await expect(ensureEngine(withDockerd(machine, context, "dead"))).rejects.toMatchObject({
      code: "engine-not-started",
      message:
        "The Docker engine does not answer. Its log ends:\nfailed to start daemon: no cgroups",
      next: `less ${enginePaths(context).log}`,
    });
  });

  it("is started detached and remembered, whatever an earlier one left", async () => {
    await using machine = await FakeMachine.make();
    machine.answers = false;
    const context = machine.context();
    await mkdir(enginePaths(context).dir, { recursive: true });
    await writeFile(enginePaths(context).pidFile, "1");
    const engine = await ensureEngine(withDockerd(machine, context, "alive"));
    expect(engine).toEqual({ version: "20.10.24", ours: true });
    expect(await runningEngine(context)).toMatchObject({ ours: true });
  });
});

/** Adds a start-stop-daemon: the engine is this very process, or one that has ended. */
function withDockerd(
  machine: FakeMachine,
  context: BedContext,
  engine: "alive" | "dead",
): BedContext {
  const paths = enginePaths(context);
  const exec: Exec = async (command, args, options) => {
    if (command !== "start-stop-daemon") return machine.exec(command, args, options);
    await writeFile(paths.pidFile, String(engine === "alive" ? process.pid : 2 ** 30));
    await writeFile(paths.log, "level=info much\nfailed to start daemon: no cgroups\n");
    machine.answers = engine === "alive";
    return { stdout: "", stderr: "" };
  };
  // a machine without all capabilities needs the wrapper
  const units = [...context.units, wrapperUnit()];
  return { ...context, exec, units };
}

function wrapperUnit(): BedContext["units"][number] {
  return {
    name: "bed-programs",
    version: "1",
    tools: [{ name: "runc-wrapper", files: ["runc-wrapper"], main: "runc-wrapper" }],
    releases: () => [],
    build: {
      doing: "building",
      done: "built",
      seconds: 1,
      run: async ({ out }) => {
        await mkdir(join(out, "runc-wrapper"), { recursive: true });
        await writeFile(join(out, "runc-wrapper", "runc-wrapper"), "");
        return { version: "1", from: "here" };
      },
    },
    help: "",
  };
}

describe("the engine's configuration", () => {
  const paths = enginePaths({ cache: "/cache" });

  it("keeps all of it in the bed's own folders", () => {
    expect(daemonConfig(paths, hostToListen({}))).toEqual({
      "data-root": "/cache/bed/engine/data",
      "exec-root": paths.run,
      pidfile: "/cache/bed/engine/docker.pid",
      hosts: ["unix:///var/run/docker.sock"],
    });
  });

  it("has another runtime only where there is a wrapper", () => {
    expect(daemonConfig(paths, hostToListen({}), "/wrapper")).toMatchObject({
      "default-runtime": "lab",
      runtimes: { lab: { path: "/wrapper" } },
    });
  });

  it("listens where docker looks for it", () => {
    expect(hostToListen({ DOCKER_HOST: "unix:///tmp/d.sock" })).toBe("unix:///tmp/d.sock");
  });

  it("has sockets with names short enough for the kernel, however deep the cache is", () => {
    const deep = enginePaths({ cache: `/${"deep/".repeat(40)}` });
    expect(deep.run.length).toBeLessThan(50);
    expect(deep.run).not.toBe(paths.run);
  });
});

describe("what --privileged needs", () => {
  it.each([
    ["all capabilities", "000001ffffffffff", false],
    ["all but CAP_SYS_RESOURCE", "000001fffeffffff", true],
    ["none", "0000000000000000", true],
  ])("is there or not with %s", (_, hex, refused) => {
    expect(lacksAny(`Name:\tnode\nCapEff:\t${hex}\nCapBnd:\t000001ffffffffff\n`, 40)).toBe(refused);
  });
});

onLinux("a process", () => {
  it("is told from a later one with the same number", async () => {
    const mark = await markOf(process.pid);
    if (mark === undefined) throw new Error("this process does not run");
    expect(await runs(mark)).toBe(true);
    expect(await runs({ ...mark, began: "1" })).toBe(false);
    expect(await runs({ ...mark, boot: "another" })).toBe(false);
  });

  it("is read right whatever its name is", async () => {
    const own = await readFile("/proc/self/stat", "utf8");
    expect(fieldsOf(own.replace(/\(.*\)/, "(a) b (c)"))).toEqual(fieldsOf(own));
  });
});

describe("the mounts below a folder", () => {
  it("are found by their whole path, spaces included", () => {
    const info = [
      "1 0 8:1 / / rw - ext4 /dev/sda rw",
      "2 1 0:1 / /bed/data rw - ext4 /dev/sda rw",
      "3 2 0:2 / /bed/data/a\\040b rw - overlay overlay rw",
      "4 1 0:3 / /bed/data-of-others rw - tmpfs tmpfs rw",
    ].join("\n");
    expect(mountsBelow(info, ["/bed/data", "/run/bed"])).toEqual(["/bed/data", "/bed/data/a b"]);
  });
});
