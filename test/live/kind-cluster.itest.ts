import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { KindInputs } from "../../provider/kind-config.js";
import type { KindOutputs } from "../../provider/kind-create.js";
import { filesOf, killedWhileMaking, realKind, type RealKind } from "../support/real-kind.js";

const STACK = "istio-lab-test";
const NODE = `${STACK}-control-plane`;

const mapped = (hostPort: number): KindInputs["ports"] => [
  { hostPort, containerPort: 30_000, listenAddress: "127.0.0.1" },
];

const usersKubeconfig = (): Promise<string> =>
  readFile(join(homedir(), ".kube", "config"), "utf8").catch(() => "none");

/** The life of a kind cluster on real Docker, in order: each test stands on the one before. */
describe("a real kind cluster", () => {
  let kind: RealKind;
  let inputs: KindInputs;
  let id: string;
  let outputs: KindOutputs;
  let before: string;

  beforeAll(async () => {
    kind = await realKind(STACK);
    before = await usersKubeconfig();
    const book = join(kind.folder("book"), "book-source-code-master");
    await mkdir(book, { recursive: true });
    await writeFile(join(book, "README"), "the book's");
    const extraMounts = [{ hostPath: book, containerPath: "/istiobook", readOnly: false }];
    inputs = kind.inputs({ extraMounts });
    ({ id, outputs } = await kind.cluster.create(inputs));
  });

  afterAll(async () => {
    await kind[Symbol.asyncDispose]();
  });

  it("is found, and was told of stage by stage while it was made", async () => {
    expect(await kind.cluster.find(id, outputs)).toEqual({ alive: true });
    const stages = ["Preparing nodes", "Starting control-plane", "Installing CNI"];
    expect(kind.notes).toEqual(expect.arrayContaining(stages.map((stage) => `kind: ${stage}`)));
  });

  it("has the subnets that were asked for", async () => {
    const node = await kind.kubectl("get", "node", NODE, "-o", "jsonpath={.spec.podCIDR}");
    expect(node).toMatch(/^10\.10\./);
    const service = await kind.kubectl("get", "svc", "-o", "jsonpath={.items[0].spec.clusterIP}");
    expect(service).toMatch(/^10\.200\.1\./);
  });

  it("listens on the loopback address alone", async () => {
    const lines = (await kind.docker("port", NODE)).split("\n");
    expect(lines).toContain("30000/tcp -> 127.0.0.1:31590");
    expect(lines.filter((line) => !line.includes("-> 127.0.0.1:"))).toEqual([]);
  });

  it("has a kubeconfig of its own that nobody else may read, and leaves the user's alone", async () => {
    const file = join(kind.folder(STACK), "kubeconfig");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await usersKubeconfig()).toBe(before);
  });

  it("sees the book at /istiobook", async () => {
    expect(await kind.docker("exec", NODE, "cat", "/istiobook/README")).toBe("the book's");
  });

  it("knows the caches of registries", async () => {
    const hosts = "/etc/containerd/certs.d/docker.io/hosts.toml";
    expect(await kind.docker("exec", NODE, "cat", hosts)).toContain("istio-lab-cache-docker-io");
    const config = await kind.docker("exec", NODE, "cat", "/etc/containerd/config.toml");
    expect(config).toMatch(/config_path = "\/etc\/containerd\/certs.d"/);
  });

  it("keeps its name and its ports from other stacks, which are told who holds them", async () => {
    const other = { ...inputs, stack: "other" };
    await expect(kind.cluster.create(other)).rejects.toMatchObject({
      code: "cluster-exists",
      message: `A kind cluster "${STACK}" is there already, and it is of stack ${STACK}.`,
    });
    await expect(kind.cluster.create({ ...other, name: "other" })).rejects.toMatchObject({
      code: "port-busy",
      message: `Port 31590 for the lab is taken by container ${NODE} of stack ${STACK}.`,
      next: `./lab down ${STACK}`,
    });
    expect(await filesOf(kind.folder("other"))).toEqual([]);
  });

  it("that is stopped is started again with all that is in it", async () => {
    await kind.kubectl("create", "configmap", "by-hand");
    await kind.docker("stop", NODE);
    expect(await kind.cluster.find(id, outputs)).toMatchObject({ restart: true });
    expect(await kind.cluster.update?.(id, outputs, inputs)).toEqual(outputs);
    expect(await kind.kubectl("get", "configmap", "by-hand", "-o", "name")).toBe(
      "configmap/by-hand",
    );
  });

  it("that is stopped is not started over a port that somebody took meanwhile", async () => {
    await kind.docker("stop", NODE);
    const server = await listen(31_590);
    await expect(kind.cluster.update?.(id, outputs, inputs)).rejects.toMatchObject({
      code: "port-busy",
      message: expect.stringMatching(
        /^Port 31590 for the lab is taken by node\S* \(process \d+\)\.$/,
      ) as unknown,
    });
    server.close();
    await kind.cluster.update?.(id, outputs, inputs);
    expect(await kind.cluster.find(id, outputs)).toEqual({ alive: true });
  });

  it("that is paused goes on", async () => {
    await kind.docker("pause", NODE);
    expect(await kind.cluster.find(id, outputs)).toMatchObject({ why: "its node is paused" });
    await kind.cluster.update?.(id, outputs, inputs);
    expect(await kind.cluster.find(id, outputs)).toEqual({ alive: true });
  });

  it("is waited for after a restart of its container, as of Docker", async () => {
    await kind.docker("restart", NODE);
    expect(await kind.cluster.find(id, outputs)).toMatchObject({
      why: expect.stringContaining("its API server is not ready") as unknown,
      restart: true,
    });
    await kind.cluster.update?.(id, outputs, inputs);
    expect(await kind.kubectl("get", "configmap", "by-hand", "-o", "name")).toContain("by-hand");
  });

  it("gets its kubeconfig again when the stack's files are lost", async () => {
    await rm(kind.folder(STACK), { recursive: true });
    expect(await kind.cluster.update?.(id, outputs, inputs)).toEqual(outputs);
    expect(await kind.cluster.find(id, outputs)).toEqual({ alive: true });
  });

  it("is replaced by one with another port, and the old one's end leaves that alone", async () => {
    const next = await kind.cluster.create({ ...inputs, ports: mapped(31_591) });
    expect(next.id).not.toBe(id);
    expect(await kind.docker("port", NODE)).toContain("127.0.0.1:31591");
    await kind.cluster.remove(id, outputs);
    expect(await kind.cluster.find(next.id, next.outputs)).toEqual({ alive: true });
    ({ id, outputs } = next);
  });

  it("that was deleted by hand is found gone, and removing it leaves no file", async () => {
    await kind.docker("rm", "--force", "--volumes", NODE);
    expect(await kind.cluster.find(id, outputs)).toEqual({
      alive: false,
      why: `there is no ${NODE}`,
    });
    await kind.cluster.remove(id, outputs);
    expect(await filesOf(kind.folder(STACK))).toEqual([]);
  });

  it("that was killed half-way is cleared away by the next one", async () => {
    await killedWhileMaking(kind, inputs, /Starting control-plane/);
    expect(await kind.docker("ps", "--format", "{{.Names}}")).toContain(NODE);
    ({ id, outputs } = await kind.cluster.create(inputs));
    expect(await kind.cluster.find(id, outputs)).toEqual({ alive: true });
  });

  it("leaves no container, no volume and no file when it is removed", async () => {
    const volumes = await kind.docker("inspect", "-f", "{{range .Mounts}}{{.Name}} {{end}}", NODE);
    await kind.cluster.remove(id, outputs);
    expect(await kind.docker("ps", "--all", "--format", "{{.Names}}")).not.toContain(NODE);
    const [volume = "none"] = volumes.trim().split(" ");
    expect(await kind.docker("volume", "ls", "--quiet")).not.toContain(volume);
    expect(await filesOf(kind.folder(STACK))).toEqual([]);
  });
});

function listen(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(port, "127.0.0.1", () => {
      resolve(server);
    });
  });
}
