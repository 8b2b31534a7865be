import { describe, expect, it } from "@jest/globals";
import { enginesOf, leftPlugins } from "../../../app/stack/plugins.js";
import type { ProcessRow } from "../../../lib/process-table.js";

const HOME = "/home/me/.cache/istio-lab/pulumi-home/plugins";
const KUBERNETES = `${HOME}/resource-kubernetes-v4.34.2/pulumi-resource-kubernetes 127.0.0.1:40000`;

const row = (pid: number, parent: number, command: string): ProcessRow => ({
  pid,
  parent,
  command,
  startedAt: new Date(0),
});
const left = (...rows: readonly ProcessRow[]): number[] => leftPlugins(rows).map(({ pid }) => pid);

describe("a plugin of an engine that is gone", () => {
  it.each([
    ["init took it over", [row(1, 0, "/sbin/init")], 1],
    ["a session's manager took it over", [row(800, 1, "/usr/lib/systemd/systemd --user")], 800],
    ["nobody that is seen took it over", [], 77],
  ])("is left where %s", (_title, others, parent) => {
    expect(left(...others, row(9, parent, KUBERNETES))).toEqual([9]);
  });

  it.each([
    ["pulumi up --stack week1"],
    ["/home/me/.cache/istio-lab/bin/pulumi destroy --yes"],
    ["/nix/store/x/bin/.pulumi-wrapped up"],
    ["/cache/bin/pulumi-language-nodejs 127.0.0.1:1"],
  ])("is not left while its parent is an engine: %s", (engine) => {
    expect(left(row(5, 1, engine), row(9, 5, KUBERNETES))).toEqual([]);
  });

  it("is known in a cache whose path has blanks", () => {
    const own = KUBERNETES.replace("/home/me", "/home/me too");
    expect(left(row(1, 0, "init"), row(9, 1, own))).toEqual([9]);
  });

  it.each([
    ["an editor's, named by its path", `/usr/bin/vi ${HOME}/a-v4/pulumi-resource-kubernetes`],
    [
      "the user's own Pulumi's",
      "/home/me/.pulumi/plugins/resource-kubernetes-v4.34.2/pulumi-resource-kubernetes",
    ],
    [
      "an editor's with such a file",
      `vi ${HOME}/resource-kubernetes-v4.34.2/pulumi-resource-kubernetes`,
    ],
  ])("is not %s", (_title, command) => {
    expect(left(row(1, 0, "init"), row(9, 1, command))).toEqual([]);
  });
});

describe("the engine of a process", () => {
  it("is its child that is an engine, whatever others run", () => {
    const rows = [
      row(5, 1, "/cache/bin/kubernetes-1.23.17-istio-1.17.8/pulumi up --stack week1"),
      row(6, 2, "/cache/bin/kubernetes-1.23.17-istio-1.17.8/pulumi up --stack week3"),
      row(7, 1, "ps -ww"),
    ];
    expect(enginesOf(1, rows).map(({ pid }) => pid)).toEqual([5]);
  });
});
