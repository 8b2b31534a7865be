import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo, type Server } from "node:net";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { kindClusterIn } from "../../../components/provider/kind-cluster.js";
import type { KindInputs } from "../../../components/provider/kind-config.js";
import { adoptMoved, nodeOwner } from "../../../components/provider/kind-owner.js";
import { readRecord } from "../../../components/provider/kind-record.js";
import { removeKindCluster } from "../../../components/provider/kind-remove.js";
import type { ClusterResource } from "../../../components/provider/resource.js";
import type { KindOutputs } from "../../../components/provider/kind-create.js";
import type { KindWorld } from "../../../components/provider/kind-world.js";
import { FakeDocker, smallCluster } from "./fake-docker.js";

let docker: FakeDocker;
let cluster: ClusterResource<KindInputs, KindOutputs>;
let id: string;
let server: Server | undefined;
let outputs: KindOutputs;

beforeEach(async () => {
  docker = await FakeDocker.make();
  docker.images.add(smallCluster().image);
  cluster = kindClusterIn(docker.world());
  ({ id, outputs } = await cluster.create(smallCluster()));
  docker.calls.length = 0;
});

afterEach(async () => {
  server?.close();
  await docker[Symbol.asyncDispose]();
});

/** A port that somebody listens on. */
const listening = (): Promise<AddressInfo> =>
  new Promise((resolve) => {
    const listener = createServer();
    server = listener;
    listener.listen(0, "127.0.0.1", () => {
      resolve(listener.address() as AddressInfo);
    });
  });

const node = (): { status: string } => {
  const found = docker.containers.get("myk8s-control-plane");
  if (found === undefined) throw new Error("there is no node");
  return found;
};

describe("looking for a kind cluster", () => {
  it.each([
    ["running", { alive: true }],
    ["restarting", { alive: true }],
    ["exited", { alive: false, why: "its node is stopped", restart: true }],
    ["created", { alive: false, why: "its node is stopped", restart: true }],
    ["paused", { alive: false, why: "its node is paused", restart: true }],
    ["dead", { alive: false, why: "its node is dead" }],
    ["removing", { alive: false, why: "its node is removing" }],
  ])("whose node is %s", async (status, finding) => {
    node().status = status;
    expect(await cluster.find(id, outputs)).toEqual(finding);
  });

  it("that was deleted by hand finds none", async () => {
    docker.containers.clear();
    expect(await cluster.find(id, outputs)).toEqual({
      alive: false,
      why: "there is no myk8s-control-plane",
    });
  });

  it("that was made again by hand finds another one", async () => {
    docker.containers.clear();
    docker.addNode("myk8s");
    expect(await cluster.find(id, outputs)).toEqual({
      alive: false,
      why: "another one, kind-week1-000000000002, took its place",
    });
  });

  it.each<[string, string, Readonly<Record<string, unknown>>]>([
    ["is stopped", "Cannot connect to the Docker daemon at unix:///var/run/docker.sock.", {}],
    ["may not be asked", "permission denied while trying to connect", {}],
    ["hangs", "nothing came within 20 s", { timedOut: true }],
  ])(
    "with an engine that %s is an error, and not a cluster that is gone",
    async (_what, message, cause) => {
      docker.fail("docker container inspect", `Command failed\n${message}`, cause);
      await expect(cluster.find(id, outputs)).rejects.toMatchObject({
        code: "docker-no-answer",
        message: `Docker does not answer: ${message}`,
      });
    },
  );

  it("without Docker is an error too", async () => {
    docker.fail("docker container inspect", "spawn docker ENOENT", { code: "ENOENT" });
    await expect(cluster.find(id, outputs)).rejects.toMatchObject({ code: "docker-missing" });
  });

  it.each(["running", "restarting"])(
    "whose node is %s and whose API server is not ready, as after a restart of Docker",
    async (status) => {
      node().status = status;
      docker.notReady.push("connect ECONNREFUSED 127.0.0.1:40000");
      expect(await cluster.find(id, outputs)).toEqual({
        alive: false,
        why: "its API server is not ready: connect ECONNREFUSED 127.0.0.1:40000",
        restart: true,
      });
    },
  );

  it.each(["kubeconfig", "kind.json"])("whose file %s is lost", async (file) => {
    await rm(join(docker.folder, "week1", file));
    expect(await cluster.find(id, outputs)).toEqual({
      alive: false,
      why: "its kubeconfig is gone",
      restart: true,
    });
  });

  it("costs one question to Docker and one to the API server", async () => {
    await cluster.find(id, outputs);
    expect(docker.calls).toHaveLength(2);
  });
});

describe("starting a kind cluster again", () => {
  const update = (): Promise<KindOutputs> | undefined =>
    cluster.update?.(id, outputs, smallCluster());

  it.each([
    ["exited", "docker start myk8s-control-plane"],
    ["paused", "docker unpause myk8s-control-plane"],
  ])("that is %s", async (status, call) => {
    node().status = status;
    expect(await update()).toEqual(outputs);
    expect(docker.calls).toContain(call);
    expect(node().status).toBe("running");
  });

  it("waits until its API server answers", async () => {
    node().status = "exited";
    docker.notReady.push("connection refused", "it answers 500");
    await update();
    expect(docker.callsOf("api")).toHaveLength(3);
  });

  it("says so when the API server never answers", async () => {
    node().status = "exited";
    docker.notReady.push(...Array.from({ length: 120 }, () => "connection refused"));
    await expect(update()).rejects.toMatchObject({
      code: "api-no-answer",
      message:
        'The node of cluster "myk8s" is started, but its API server did not answer in 120 tries: connection refused',
      next: "./lab reset week1",
    });
  });

  it("says so when Docker can't start it", async () => {
    node().status = "exited";
    docker.fail("docker start", "no space left on device");
    await expect(update()).rejects.toMatchObject({
      code: "node-not-started",
      message: 'The node "myk8s-control-plane" did not start: no space left on device',
    });
  });

  it("waits for one that runs and does not answer yet, without starting it", async () => {
    docker.notReady.push("connection refused");
    await update();
    expect(docker.callsOf("docker start")).toEqual([]);
    expect(docker.callsOf("api")).toHaveLength(2);
  });

  it("gives the stack its kubeconfig again when that was lost", async () => {
    await rm(join(docker.folder, "week1"), { recursive: true });
    expect(await update()).toEqual(outputs);
    const file = join(docker.folder, "week1", "kubeconfig");
    expect(await readFile(file, "utf8")).toBe(outputs.kubeconfig);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await cluster.find(id, outputs)).toEqual({ alive: true });
  });

  it("does nothing to another one that took its place", async () => {
    docker.containers.clear();
    docker.addNode("myk8s").status = "exited";
    expect(await update()).toEqual(outputs);
    expect(node().status).toBe("exited");
  });

  it("is refused when somebody took one of its ports meanwhile", async () => {
    const { port } = await listening();
    const ports = [{ hostPort: port, containerPort: 30_000, listenAddress: "127.0.0.1" }];
    node().status = "exited";
    await expect(cluster.update?.(id, outputs, smallCluster({ ports }))).rejects.toMatchObject({
      code: "port-busy",
    });
    expect(node().status).toBe("exited");
  });
});

describe("removing a kind cluster", () => {
  it("leaves no container and no file", async () => {
    await cluster.remove(id, outputs);
    expect(docker.containers.size).toBe(0);
    expect(await readdir(docker.folder)).toEqual([]);
  });

  it("is fine when it was deleted by hand", async () => {
    docker.containers.clear();
    await cluster.remove(id, outputs);
    expect(docker.callsOf("kind")).toEqual([]);
    expect(await readdir(docker.folder)).toEqual([]);
  });

  it("is fine when Docker is gone altogether", async () => {
    for (let tries = 0; tries < 2; tries += 1) {
      docker.fail("docker container inspect", "spawn docker ENOENT", { code: "ENOENT" });
    }
    await cluster.remove(id, outputs);
    expect(await readdir(docker.folder)).toEqual([]);
  });

  it("is refused while the engine is stopped: the cluster would come back with it", async () => {
    docker.fail("docker container inspect", "Cannot connect to the Docker daemon");
    await expect(cluster.remove(id, outputs)).rejects.toMatchObject({ code: "docker-no-answer" });
    expect(await readdir(docker.folder)).toEqual(["week1"]);
  });

  it("tries again when Docker fails at first", async () => {
    docker.fail("kind delete", "removal already in progress");
    docker.fail("kind delete", "did not receive an exit event");
    await cluster.remove(id, outputs);
    expect(docker.callsOf("kind delete")).toHaveLength(3);
    expect(docker.containers.size).toBe(0);
  });

  it("gives up after the third try, and keeps its files for the next", async () => {
    for (let tries = 0; tries < 3; tries += 1) docker.fail("kind delete", "device is busy");
    await expect(cluster.remove(id, outputs)).rejects.toMatchObject({
      code: "cluster-not-deleted",
      message: 'kind could not delete cluster "myk8s" in 3 tries: device is busy',
      next: "docker rm --force --volumes myk8s-control-plane && ./lab down week1",
    });
    expect(await readdir(docker.folder)).toEqual(["week1"]);
  });

  it("leaves the one alone that somebody made in its place", async () => {
    docker.containers.clear();
    docker.addNode("myk8s");
    await cluster.remove(id, outputs);
    expect(docker.containers.size).toBe(1);
  });

  it("leaves the one alone that replaced it, and that one's files", async () => {
    await cluster.create(smallCluster({ podSubnet: "10.20.0.0/16" }));
    await cluster.remove(id, outputs);
    expect(docker.containers.size).toBe(1);
    expect(await readdir(join(docker.folder, "week1"))).toContain("kubeconfig");
  });

  it("works without the stack's files: the id tells that it is ours", async () => {
    await removeFiles();
    await cluster.remove(id, outputs);
    expect(docker.containers.size).toBe(0);
  });
});

const removeFiles = async (): Promise<void> => {
  const record = join(docker.folder, "week1", "kind.json");
  await writeFile(record, "not a record");
};

describe("removing what a killed run has left", () => {
  it("takes the cluster and the files", async () => {
    await removeKindCluster(docker.world(), smallCluster());
    expect(docker.containers.size).toBe(0);
    expect(await readdir(docker.folder)).toEqual([]);
  });

  it("takes the files alone when there is no cluster", async () => {
    docker.containers.clear();
    await mkdir(join(docker.folder, "week1", "logs"), { recursive: true });
    await removeKindCluster(docker.world(), smallCluster());
    expect(await readdir(docker.folder)).toEqual([]);
  });

  it("leaves somebody else's cluster alone", async () => {
    await removeFiles();
    docker.owners.clear();
    await removeKindCluster(docker.world(), smallCluster());
    expect(docker.containers.size).toBe(1);
  });

  it("takes the cluster whose files are all lost, as after git clean: the node says whose it is", async () => {
    await rm(join(docker.folder, "week1"), { recursive: true });
    await removeKindCluster(docker.world(), smallCluster());
    expect(docker.containers.size).toBe(0);
  });
});

describe("in a copy of the checkout, files and all, a kind cluster", () => {
  beforeEach(async () => {
    await cp(join(docker.folder, "week1"), join(docker.folder, "copy", "week1"), {
      recursive: true,
    });
    copied = { ...docker.world(), folder: (stack) => join(docker.folder, "copy", stack) };
  });
  let copied: KindWorld;
  const why = (): string =>
    `it belongs to the checkout that this one was copied from: ${join(docker.folder, "week1")}`;

  it("is not there: it is the original's", async () => {
    const finding = { alive: false, why: why() };
    expect(await kindClusterIn(copied).find(id, outputs)).toEqual(finding);
    expect(await cluster.find(id, outputs)).toEqual({ alive: true });
  });

  it("is not removed", async () => {
    await kindClusterIn(copied).remove(id, outputs);
    await removeKindCluster(copied, smallCluster());
    expect(docker.containers.size).toBe(1);
  });

  it("is in the way of another one of its name", async () => {
    await expect(kindClusterIn(copied).create(smallCluster())).rejects.toMatchObject({
      code: "cluster-exists",
    });
    expect(docker.containers.size).toBe(1);
  });

  it("that was not whole when the original was moved is the moved one's", async () => {
    const folder = copied.folder("week1");
    const record = await readRecord(folder);
    if (record === undefined) throw new Error("no record");
    const file = join(folder, "kind.json");
    await writeFile(file, JSON.stringify({ ...record, id: undefined }));
    await rm(join(docker.folder, "week1"), { recursive: true });
    docker.owners.clear();
    await removeKindCluster(copied, smallCluster());
    expect(docker.containers.size).toBe(0);
  });

  it("is the copy's when the original is gone: the checkout was moved", async () => {
    await rm(join(docker.folder, "week1"), { recursive: true });
    expect(await kindClusterIn(copied).find(id, outputs)).toEqual({ alive: true });
    const folder = copied.folder("week1");
    await adoptMoved(docker.exec, folder, "week1");
    expect(await nodeOwner(docker.exec, "myk8s")).toEqual({
      ...{ stack: "week1", folder, host: hostname() },
    });
    docker.calls.length = 0;
    await adoptMoved(docker.exec, folder, "week1");
    expect(docker.calls).toEqual([]);
    await kindClusterIn(copied).remove(id, outputs);
    expect(docker.containers.size).toBe(0);
  });
});
