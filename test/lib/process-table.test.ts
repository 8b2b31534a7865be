import { describe, expect, it, jest } from "@jest/globals";
import { spawn } from "node:child_process";
import { exec, type Exec } from "../../lib/exec.js";
import { markOf } from "../../lib/process-mark.js";
import { processTable } from "../../lib/process-table.js";

const printing = (...lines: readonly string[]) =>
  jest.fn<Exec>(() => Promise.resolve({ stdout: lines.join("\n"), stderr: "" }));

describe("the table of processes", () => {
  it("has each one with its parent, its start and its whole command", async () => {
    const ps = printing(
      "    7     1 Ss   Wed Nov  4 09:05:11 2026 /opt/my labs/etcd --name node0",
      "   12     7 Z    Wed Nov 25 19:05:11 2026 [etcd] <defunct>",
    );
    expect(await processTable(ps)).toEqual([
      {
        pid: 7,
        parent: 1,
        startedAt: new Date("2026-11-04T09:05:11Z"),
        command: "/opt/my labs/etcd --name node0",
      },
    ]);
  });

  it("is in one time zone", async () => {
    const ps = printing();
    await processTable(ps);
    expect(ps.mock.calls[0]?.[2]?.env).toEqual({ TZ: "UTC" });
  });

  it("knows this process and the start of a new one, also where the shell's locale is C", async () => {
    process.env["LC_ALL"] = "C";
    const child = spawn(process.execPath, ["-e", "setInterval(() => 0, 1000)", "랩"]);
    try {
      const rows = await processTable(exec);
      const row = rows.find(({ pid }) => pid === child.pid);
      expect(row?.parent).toBe(process.pid);
      expect(row?.command).toMatch(/ 랩$/);
      expect(Math.abs(Date.now() - (row?.startedAt.getTime() ?? 0))).toBeLessThan(60_000);
    } finally {
      delete process.env["LC_ALL"];
      child.kill("SIGKILL");
    }
  });
});

describe("the mark of a process", () => {
  const noProc = (): Promise<string> => Promise.reject(new Error("ENOENT"));
  const proc = (state: string, ticks: number) => (path: string) =>
    Promise.resolve(
      path.endsWith("/stat")
        ? `9 (a (b) c) ${state} 1 9 9 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 ${ticks} 1 1`
        : "b00t\n",
    );

  it("tells it from a later one of the same number, and from one of before the machine's start", async () => {
    expect(await markOf(process.pid, exec, proc("S", 77))).toBe("b00t/77");
  });

  it("is what ps says where there is no /proc", async () => {
    const ps = printing("Ss   Wed Nov  4 09:05:11 2026");
    expect(await markOf(process.pid, ps, noProc)).toBe("Wed Nov 4 09:05:11 2026");
    expect(ps.mock.calls[0]?.[1]).toEqual(["-o", "stat=,lstart=", "-p", `${process.pid}`]);
  });

  it("stays while the process lives", async () => {
    expect(await markOf(process.pid)).toEqual(expect.any(String));
    expect(await markOf(process.pid)).toBe(await markOf(process.pid));
  });

  it("is none of a process that is gone, or dead and not collected", async () => {
    expect(await markOf(2 ** 22 + 1)).toBeUndefined();
    expect(await markOf(process.pid, exec, proc("Z", 77))).toBeUndefined();
    expect(
      await markOf(process.pid, printing("Z Wed Nov 4 09:05:11 2026"), noProc),
    ).toBeUndefined();
    expect(await markOf(process.pid, printing(""), noProc)).toBeUndefined();
  });
});
