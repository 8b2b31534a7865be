import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { toolContext } from "../../tools/context.js";
import { lookUp } from "../../tools/find.js";
import { lookOnPath, probe } from "../../tools/path-tool.js";
import type { PathRule } from "../../tools/tool.js";
import { Bench, fakeUnit, noExec, pathRule } from "./fixture.js";

/** The rule of a tool of the lab. */
function ruleOf(name: string): PathRule {
  const rule = lookUp(toolContext(), name).tool.onPath;
  if (rule === undefined) throw new Error(`${name} has no rule`);
  return rule;
}

describe("the version a tool prints", () => {
  it.each([
    ["pulumi", "v3.250.0\n", "3.250.0"],
    ["kwok", "kwok version v0.8.0 go1.26.8 (linux/amd64)", "0.8.0"],
    ["kwokctl", "kwokctl version v0.8.0 go1.26.8 (linux/amd64)", "0.8.0"],
    ["etcd", "etcd Version: 3.4.23\nGit SHA: Not provided", "3.4.23"],
    ["kube-apiserver", "Kubernetes v1.23.17", "1.23.17"],
    ["kubectl", '{\n  "clientVersion": {\n    "gitVersion": "v1.23.17",', "1.23.17"],
    ["istioctl", "1.17.8\n", "1.17.8"],
    ["istioctl", "client version: 1.17.8\n", "1.17.8"],
    ["kind", "kind v0.22.0 go1.26.8 linux/amd64", "0.22.0"],
    ["go", "go version go1.26.8 linux/amd64", "1.26.8"],
    ["go", "go version go1.27rc1 linux/amd64", "1.27rc1"],
  ])("is found for %s in %j", (name, output, version) => {
    expect(ruleOf(name).pattern.exec(output)?.[1]).toBe(version);
  });
});

describe("a version on PATH", () => {
  it.each([
    ["pulumi", "3.250.0", true],
    ["pulumi", "3.300.1", true],
    ["pulumi", "3.247.0", false],
    ["pulumi", "4.0.0", false],
    ["kwok", "0.8.0", true],
    ["kwok", "0.8.1", false],
    ["etcd", "3.4.23", true],
    ["etcd", "3.5.31", true],
    ["etcd", "3.3.25", false],
    ["etcd", "3.6.0", false],
    ["kube-apiserver", "1.23.17", true],
    ["kube-apiserver", "1.23.16", false],
    ["kubectl", "1.22.0", true],
    ["kubectl", "1.24.17", true],
    ["kubectl", "1.25.0", false],
    ["kubectl", "1.21.14", false],
    ["istioctl", "1.17.8", true],
    ["istioctl", "1.17.5", false],
    ["istioctl", "1.17.8-rc.0", false],
    ["kind", "0.18.0", true],
    ["kind", "0.22.0", true],
    ["kind", "0.33.0", false],
    ["go", "1.26", true],
    ["go", "1.27.3", true],
    ["go", "1.25.5", false],
  ])("of %s %s is accepted: %s", (name, version, accepted) => {
    expect(ruleOf(name).accepts(version)).toBe(accepted);
  });

  it("is never looked for where ours must be used", () => {
    const context = toolContext();
    for (const name of ["pulumi-resource-kubernetes", "istio-addons"])
      expect(lookUp(context, name).tool.onPath).toBeUndefined();
  });
});

describe("looking on PATH", () => {
  const unit = fakeUnit({ onPath: pathRule });
  const [tool] = unit.tools;
  if (tool === undefined) throw new Error("no tool");

  it.each([
    ["is too old", "version 0.9.0", "is 0.9.0, wanted 1.0.0"],
    ["tells no version", "hello", "does not tell its version"],
  ])("refuses a program that %s and remembers it", async (_, stdout, reason) => {
    await using bench = await Bench.create();
    const path = await bench.file("bin/drill", "program");
    const exec = () => Promise.resolve({ stdout, stderr: "" });
    await probe(bench.context([unit], { exec }), tool, path);
    const seen = lookOnPath(bench.context([unit]), tool);
    expect(seen).toEqual({ unprobed: [], refused: [`${path} ${reason}`] });
  });

  it("refuses a program that does not run", async () => {
    await using bench = await Bench.create();
    const path = await bench.file("bin/drill", "program");
    const exec = () => Promise.reject(new Error("spawn EACCES\ndetails"));
    await probe(bench.context([unit], { exec }), tool, path);
    const seen = lookOnPath(bench.context([unit]), tool);
    expect(seen.refused).toEqual([`${path} does not run: spawn EACCES`]);
  });

  it("refuses a program that lacks what must lie next to it, without running it", async () => {
    await using bench = await Bench.create();
    const path = await bench.file("bin/drill", "program");
    const choosy = { ...tool, onPath: { ...pathRule, besides: ["drill-bit"] } };
    await probe(bench.context([unit], { exec: noExec }), choosy, path);
    const seen = lookOnPath(bench.context([unit]), choosy);
    expect(seen.refused).toEqual([`${path} has no drill-bit next to it`]);
  });

  it("asks again when the program has changed", async () => {
    await using bench = await Bench.create();
    const path = await bench.file("bin/drill", "program");
    const exec = () => Promise.resolve({ stdout: "version 0.9.0", stderr: "" });
    await probe(bench.context([unit], { exec }), tool, path);
    await writeFile(path, "another program");
    expect(lookOnPath(bench.context([unit]), tool).unprobed).toEqual([path]);
  });

  it("passes by what cannot be run, and our own links", async () => {
    await using bench = await Bench.create();
    await writeFile(join(bench.bin, "drill"), "no program");
    const own = await bench.file("cache/bin/drill", "ours");
    const env = { PATH: `${bench.bin}:${join(own, "..")}` };
    const seen = lookOnPath(bench.context([unit], { env }), tool);
    expect(seen).toEqual({ unprobed: [], refused: [] });
  });
});
