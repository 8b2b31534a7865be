import { describe, expect, it } from "@jest/globals";
import { ToolError } from "../../../lib/errors.js";
import { stackDir } from "../../../lib/paths.js";
import { componentDied, notMade, plainLines } from "../../../components/provider/kwok-errors.js";

const AGAIN = "./lab doctor shows what this machine lacks; ./lab up week1 tries again";

describe("a component that died while the cluster was made", () => {
  it("is named with the last lines of its log, without the loggers' frames", () => {
    const log = [
      '{"level":"info","ts":"2026-11-26T14:00:00Z","msg":"starting etcd"}',
      '{"level":"fatal","caller":"etcdmain/etcd.go:204","msg":"discovery failed","error":"listen tcp 127.0.0.1:2379: bind: address already in use"}',
    ].join("\n");
    expect(componentDied("week1", "etcd", log)).toMatchObject({
      code: "component-died",
      message: [
        "etcd of week1 ended while the cluster was made:",
        "  starting etcd",
        "  discovery failed: listen tcp 127.0.0.1:2379: bind: address already in use",
      ].join("\n"),
      next: AGAIN,
    });
  });

  it("is a full disk where any line of its log says so", () => {
    const log = `panic: write wal: no space left on device\n${"goroutine 1 [running]:\n".repeat(9)}`;
    expect(componentDied("week1", "etcd", log)).toMatchObject({
      code: "disk-full",
      message: expect.stringContaining(`The disk of ${stackDir("week1")} is full`) as unknown,
      next: expect.stringMatching(/^make room there/) as unknown,
    });
  });

  it("says so when it printed nothing", () => {
    expect(componentDied("week1", "etcd", "").message).toContain("it printed nothing");
  });
});

describe("a kwokctl that failed", () => {
  const failed = (...lines: readonly string[]) =>
    notMade("week1", new ToolError("command-failed", lines.join("\n")));

  it("is what it said, and no log", () => {
    const error = failed(
      "Command failed with exit code 1: /c/bin/kwokctl create cluster …",
      '{"time":"2026-11-26T14:00:00Z","level":"INFO","msg":"Cluster is creating","cluster":"myk8s"}',
      '{"time":"2026-11-26T14:00:01Z","level":"ERROR","msg":"Failed to setup config","cluster":"myk8s","err":"mkdir /x: permission denied"}',
    );
    expect(error).toMatchObject({
      code: "cluster-not-made",
      message:
        "kwokctl could not make the cluster of week1: Failed to setup config: mkdir /x: permission denied",
      next: AGAIN,
    });
  });

  it("that took too long says so", () => {
    const error = failed("Command timed out after 120000 milliseconds: /c/bin/kwokctl create …");
    expect(error).toMatchObject({
      message: "kwokctl could not make the cluster of week1: it did not come to an end",
    });
  });

  it("that said nothing at all is its exit code", () => {
    expect(failed("Command failed with exit code 2: kwokctl")).toMatchObject({
      message: expect.stringContaining("exit code 2") as unknown,
    });
  });

  it("for want of room is a full disk", () => {
    const line = '{"level":"ERROR","msg":"x","err":"write /x: no space left on device"}';
    expect(failed("Command failed", line)).toMatchObject({ code: "disk-full" });
  });

  it("that is not there at all is told as such", () => {
    const missing = new ToolError("command-missing", "There is no program kwokctl on PATH.");
    expect(notMade("week1", missing)).toBe(missing);
  });
});

describe("a line of a log", () => {
  it.each([
    ["E1126 14:00:00.000000    4711 run.go:74] command failed", "command failed"],
    ["plain", "plain"],
    ["{ no JSON", "{ no JSON"],
    ["x".repeat(400), `${"x".repeat(300)}…`],
  ])("%s loses its frame", (line, plain) => {
    expect(plainLines(line)).toEqual([plain]);
  });
});
