import { describe, expect, it } from "@jest/globals";
import { ToolError } from "../../../lib/errors.js";
import { kindClusterIn } from "../../../components/provider/kind-cluster.js";
import {
  labProvider,
  untyped,
  type AnyCluster,
} from "../../../components/provider/lab-provider.js";
import type { Finding } from "../../../components/provider/resource.js";
import { FakeDocker, smallCluster } from "./fake-docker.js";

const URN = "urn:pulumi:week1::istio-lab::istio-lab:cluster:X$lab:cluster:X::cluster/x";
const fields = { stack: "week1", name: "myk8s", size: 1, colour: "red" };

interface Run {
  readonly provider: ReturnType<typeof labProvider>;
  readonly said: string[];
  readonly updates: unknown[];
}

/** The plugin with one resource, which finds what it is told. */
function plugin(found: Finding | Error = { alive: true }): Run {
  const said: string[] = [];
  const updates: unknown[] = [];
  const resource: AnyCluster = {
    check: ({ name }) => (name === "" ? [{ property: "name", reason: "is empty" }] : []),
    replaceFields: ["name", "size"],
    updateFields: ["colour"],
    create: () => Promise.resolve({ id: "x-1", outputs: { kubeconfig: "secret" } }),
    find: () => (found instanceof Error ? Promise.reject(found) : Promise.resolve(found)),
    update: (...args) => {
      updates.push(args);
      return Promise.resolve({ kubeconfig: "newer" });
    },
    remove: () => Promise.resolve(),
  };
  const provider = labProvider({ "lab:cluster:X": resource }, (line, urn) => {
    // the engine shows it beside the resource that it is about
    expect(urn).toBe(URN);
    said.push(line);
  });
  return { provider, said, updates };
}

const stopped: Finding = { alive: false, why: "its node is stopped", restart: true };
const gone: Finding = { alive: false, why: "its files are gone" };

describe("the plugin's diff", () => {
  it("of a cluster that is as declared is none", async () => {
    const { provider, said } = plugin();
    expect(await provider.diff?.("x-1", URN, fields, fields)).toEqual({
      changes: false,
      replaces: [],
      deleteBeforeReplace: false,
    });
    expect(said).toEqual([]);
  });

  it("of a field that can change is an update", async () => {
    const { provider } = plugin();
    const diff = await provider.diff?.("x-1", URN, fields, { ...fields, colour: "blue" });
    expect(diff).toMatchObject({ changes: true, replaces: [] });
  });

  it("of a field that can't is a replacement, and says which and what is lost", async () => {
    const { provider, said } = plugin();
    const diff = await provider.diff?.("x-1", URN, fields, { ...fields, size: 2 });
    expect(diff).toMatchObject({ changes: true, replaces: ["size"] });
    expect(said).toEqual([
      "A cluster can't change these fields once it is made, so a new one replaces it: size: 1 → 2. " +
        "All in it is lost and made again: objects, faults that were switched on, what you applied by hand.",
    ]);
  });

  it("of a cluster that is gone is a replacement, and says why", async () => {
    const { provider, said } = plugin(gone);
    const diff = await provider.diff?.("x-1", URN, fields, fields);
    expect(diff).toMatchObject({ changes: true, replaces: ["name"] });
    expect(said).toEqual(['Cluster "x-1" is gone (its files are gone): it will be made again.']);
  });

  it("of a cluster that is gone and declared otherwise names each field once", async () => {
    const { provider } = plugin(gone);
    const diff = await provider.diff?.("x-1", URN, fields, { ...fields, name: "other", size: 2 });
    expect(diff).toMatchObject({ replaces: ["name", "size"] });
  });

  it("of a cluster that is stopped is an update, and loses nothing", async () => {
    const { provider, said } = plugin(stopped);
    const diff = await provider.diff?.("x-1", URN, fields, fields);
    expect(diff).toMatchObject({ changes: true, replaces: [] });
    expect(said).toEqual([
      'Cluster "x-1" does not answer (its node is stopped): it will be started, all in it is kept.',
    ]);
  });

  it("of a cluster that is stopped and declared otherwise is a replacement", async () => {
    const { provider, said } = plugin(stopped);
    const diff = await provider.diff?.("x-1", URN, fields, { ...fields, size: 2 });
    expect(diff).toMatchObject({ replaces: ["size"] });
    expect(said.join()).not.toContain("all in it is kept");
  });

  it("fails, and plans nothing, when it can't be known whether the cluster is there", async () => {
    const error = new ToolError("docker-no-answer", "Docker does not answer: x\ny", {
      next: "docker info",
    });
    const { provider } = plugin(error);
    const diff = provider.diff?.("x-1", URN, fields, fields);
    await expect(diff).rejects.toThrow("Docker does not answer: x\ny\n  next: docker info");
    // the SDK prints both for the learner
    await expect(diff).rejects.toMatchObject({ stack: "Docker does not answer: x" });
  });
});

describe("the plugin's refresh", () => {
  it("leaves a cluster that lives as it is", async () => {
    expect(await plugin().provider.read?.("x-1", URN, fields)).toEqual({
      id: "x-1",
      props: fields,
    });
  });

  it("takes a cluster that is gone out of the state, and says why", async () => {
    const { provider, said } = plugin(gone);
    expect(await provider.read?.("x-1", URN, fields)).toEqual({ id: "" });
    expect(said).toEqual(['Cluster "x-1" is gone (its files are gone): it leaves the state.']);
  });

  it("starts a cluster that is stopped: the engine forgets objects that it can't reach", async () => {
    const { provider, said, updates } = plugin(stopped);
    expect(await provider.read?.("x-1", URN, fields)).toEqual({
      id: "x-1",
      props: { ...fields, kubeconfig: "newer" },
    });
    expect(updates).toEqual([["x-1", fields, fields]]);
    expect(said).toEqual(['Cluster "x-1" does not answer (its node is stopped): it is started.']);
  });
});

describe("the plugin's other calls", () => {
  it("says what is wrong with the inputs", async () => {
    const checked = await plugin().provider.check?.(URN, {}, { ...fields, name: "" });
    expect(checked?.failures).toEqual([{ property: "name", reason: "is empty" }]);
  });

  it("keeps what was declared and what was made", async () => {
    const made = await plugin().provider.create?.(URN, fields);
    expect(made).toEqual({ id: "x-1", outs: { ...fields, kubeconfig: "secret" } });
  });

  it("gives the old state and what is declared to an update", async () => {
    const { provider, updates } = plugin(stopped);
    const news = { ...fields, colour: "blue" };
    const result = await provider.update?.("x-1", URN, fields, news);
    expect(updates).toEqual([["x-1", fields, news]]);
    expect(result?.outs).toEqual({ ...news, kubeconfig: "newer" });
  });

  it("does not know other types", async () => {
    const urn = "urn:pulumi:week1::istio-lab::lab:cluster:Y::cluster/y";
    await expect(plugin().provider.create?.(urn, fields)).rejects.toThrow("lab:cluster:Y");
  });
});

describe("a field of a kind cluster that changes", () => {
  const port = (hostPort: number): object => ({
    hostPort,
    containerPort: hostPort,
    listenAddress: "127.0.0.1",
  });

  it.each<[string, unknown, unknown, string]>([
    ["name", "myk8s", "other", '"myk8s" → "other"'],
    ["image", "node:1", "node:2", '"node:1" → "node:2"'],
    [
      "ports",
      [port(30_000)],
      [port(30_000), port(30_001)],
      '+ {"hostPort":30001,"containerPort":30001,"listenAddress":"127.0.0.1"}',
    ],
    ["podSubnet", "10.10.0.0/16", "10.20.0.0/16", '"10.10.0.0/16" → "10.20.0.0/16"'],
    ["serviceSubnet", "10.200.1.0/24", "10.200.2.0/24", '"10.200.1.0/24" → "10.200.2.0/24"'],
    ["apiServerPort", 0, 6443, "0 → 6443"],
    ["kubeadmConfigPatches", ["kind: A"], [], '- "kind: A"'],
    ["extraMounts", [], [{ hostPath: "/book" }], '+ {"hostPath":"/book"}'],
  ])("replaces it: %s", async (field, old, now, text) => {
    await using docker = await FakeDocker.make();
    const said: string[] = [];
    const { id } = await makeKind(docker);
    const resources = { "lab:cluster:X": untyped(kindClusterIn(docker.world())) };
    const provider = labProvider(resources, (line) => void said.push(line));
    const olds = { ...smallCluster(), [field]: old };
    const news = { ...smallCluster(), [field]: now };
    // the node is looked for by the old name
    const diff = await provider.diff?.(id, URN, olds, news);
    expect(diff).toMatchObject({ changes: true, replaces: [field] });
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(`so a new one replaces it: ${field}: ${text}. All in it is lost`);
  });

  it("is one of all those that are declared", () => {
    const declared = Object.keys(smallCluster()).filter((field) => field !== "stack");
    const docker = kindClusterIn({} as never);
    expect([...docker.replaceFields].sort()).toEqual(declared.sort());
  });
});

function makeKind(docker: FakeDocker): Promise<{ id: string }> {
  docker.images.add(smallCluster().image);
  return kindClusterIn(docker.world()).create(smallCluster());
}
