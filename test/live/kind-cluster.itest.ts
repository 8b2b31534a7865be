import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { loadImages } from "../../components/commands/load-images.js";
import type { KindInputs } from "../../components/provider/kind-config.js";
import type { KindOutputs } from "../../components/provider/kind-create.js";
import { archivedDocker, type ArchivedDocker } from "../support/archived-docker.js";
import type { ArchivedImage } from "../support/docker-archive.js";
import { filesOf, killedWhileMaking, realKind, type RealKind } from "../support/real-kind.js";

const STACK = "istio-lab-test";
const NODE = `${STACK}-control-plane`;

const PROXY = "http://proxy.invalid:3128";
const [NATIVE, FOREIGN] =
  process.arch === "arm64" ? ["linux/arm64", "linux/amd64"] : ["linux/amd64", "linux/arm64"];

const there = (platform: string) => ({ platform });
const absent = (platform: string) => ({ platform, isThere: false });
const archived = (
  name: string,
  shape: ArchivedImage["shape"],
  ...manifests: ArchivedImage["manifests"]
): ArchivedImage => ({ name: `docker.io/test/${name}:1`, shape, manifests });

/** A configuration of Docker's client as behind a company's proxy. */
async function dockerConfig(folder: string, address: string): Promise<string> {
  const proxy = { httpProxy: address, httpsProxy: address, noProxy: "example.com" };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "config.json"), JSON.stringify({ proxies: { default: proxy } }));
  return folder;
}

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
  const usersDocker = process.env["DOCKER_CONFIG"];

  beforeAll(async () => {
    kind = await realKind(STACK);
    process.env["DOCKER_CONFIG"] = await dockerConfig(kind.folder("docker"), PROXY);
    before = await usersKubeconfig();
    const book = join(kind.folder("book"), "book-source-code-master");
    await mkdir(book, { recursive: true });
    await writeFile(join(book, "README"), "the book's");
    const extraMounts = [{ hostPath: book, containerPath: "/istiobook", readOnly: false }];
    inputs = kind.inputs({ extraMounts });
    ({ id, outputs } = await kind.cluster.create(inputs));
  });

  afterAll(async () => {
    if (usersDocker === undefined) delete process.env["DOCKER_CONFIG"];
    else process.env["DOCKER_CONFIG"] = usersDocker;
    await kind[Symbol.asyncDispose]();
  });

  it("is found, and was told of stage by stage while it was made", async () => {
    expect(await kind.cluster.find(id, outputs)).toEqual({ alive: true });
    const stages = ["Preparing nodes", "Starting control-plane", "Installing CNI"];
    expect(kind.notes).toEqual(expect.arrayContaining(stages.map((stage) => `kind: ${stage}`)));
  });

  it("has the subnets that were asked for", async () => {
    // the controller manager gives it some time after kind is content with the node
    const cidr = [
      "wait",
      `node/${NODE}`,
      "--for",
      "jsonpath={.spec.podCIDR}=10.10.0.0/24",
    ] as const;
    await kind.kubectl(...cidr, "--timeout", "60s");
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

  it("came up behind the proxy of Docker's configuration, with the cluster's own addresses left out", async () => {
    expect(await kind.docker("exec", NODE, "printenv", "https_proxy")).toBe(PROXY);
    const left = (await kind.docker("exec", NODE, "printenv", "NO_PROXY")).split(",");
    expect(left).toEqual(
      expect.arrayContaining(["10.10.0.0/16", "10.200.1.0/24", ".svc", NODE, "example.com"]),
    );
    expect(left).toContain("istio-lab-cache-docker-io");
  });

  describe("takes images out of Docker's archives", () => {
    let docker: ArchivedDocker;

    beforeAll(async () => {
      docker = await archivedDocker(await kind.docker("inspect", "-f", "{{.Image}}", NODE));
    });

    afterAll(async () => {
      await docker[Symbol.asyncDispose]();
    });

    const load = (...names: readonly string[]): Promise<undefined> =>
      loadImages(docker.world, {
        node: NODE,
        images: names.map((image) => ({ image, id: image })),
      });

    /** The processor for which the node's runtime has an image, once all that nobody refers to is thrown away. */
    async function processorOf(name: string): Promise<string> {
      const ctr = ["exec", NODE, "ctr", "--namespace", "k8s.io", "images"];
      await kind.docker(...ctr, "tag", "--force", name, "docker.io/test/thrown:away");
      await kind.docker(...ctr, "rm", "--sync", "docker.io/test/thrown:away");
      expect(await kind.docker(...ctr, "check", `name=="${name}"`)).toMatch(/complete .* true$/m);
      const { info } = JSON.parse(await kind.docker("exec", NODE, "crictl", "inspecti", name)) as {
        readonly info: { readonly imageSpec: { readonly architecture: string } };
      };
      return info.imageSpec.architecture;
    }

    it("that list platforms which Docker never pulled, all in one", async () => {
      const lacking = ["linux/386", "linux/arm/v7", FOREIGN, "unknown/unknown"].map(absent);
      await docker.saves(
        archived("listed", "index", there(NATIVE), ...lacking),
        archived("attested", "index", absent(FOREIGN), there("unknown/unknown"), there(NATIVE)),
        archived("plain", "manifest", there(NATIVE)),
      );
      await load("test/listed:1", "test/attested:1", "test/plain:1");
      for (const name of ["listed", "attested", "plain"]) {
        expect(`linux/${await processorOf(`docker.io/test/${name}:1`)}`).toBe(NATIVE);
      }
      expect(docker.sent()).toBe(1);
      expect(docker.heard()).toEqual([expect.stringMatching(/^3 images .* loaded/)]);
    });

    it("that are for another processor, by themselves, each with a word on it", async () => {
      await docker.saves(
        archived("foreign", "index", there(FOREIGN), absent(NATIVE), there("unknown/unknown")),
        archived("named", "named", there(FOREIGN)),
      );
      await load("test/foreign:1", "test/named:1");
      for (const name of ["foreign", "named"]) {
        expect(`linux/${await processorOf(`docker.io/test/${name}:1`)}`).toBe(FOREIGN);
      }
      expect(docker.heard().filter((line) => line.includes(`for ${FOREIGN} only`))).toHaveLength(2);
    });

    it("of a Docker before 25, which name the platform, and keeps all of them", async () => {
      await docker.saves(
        archived("old", "docker", there(NATIVE)),
        archived("old-foreign", "docker", there(FOREIGN)),
      );
      await load("test/old:1", "test/old-foreign:1");
      expect(`linux/${await processorOf("docker.io/test/old:1")}`).toBe(NATIVE);
      expect(`linux/${await processorOf("docker.io/test/old-foreign:1")}`).toBe(FOREIGN);
    });

    it("that are named by their digest, once", async () => {
      const pinned = `test/pinned@sha256:${"0123456789ab".padEnd(64, "0")}`;
      await docker.saves({
        ...archived("pinned", "index", there(NATIVE), absent(FOREIGN)),
        name: "docker.io/istio-lab/pinned:0123456789ab",
      });
      const input = { node: NODE, images: [{ image: pinned, id: "sha256:0123456789abcdef" }] };
      await loadImages(docker.world, input);
      expect(`linux/${await processorOf(`docker.io/${pinned}`)}`).toBe(NATIVE);
      docker.heard();
      await loadImages(docker.world, input);
      expect(docker.heard()).toEqual([]);
    });

    it("and names the one of which nothing can be taken, after the others arrived", async () => {
      await docker.saves(
        archived("lost", "index", absent(NATIVE), there("windows/amd64")),
        archived("good", "manifest", there(NATIVE)),
      );
      await expect(load("test/lost:1", "test/good:1")).rejects.toMatchObject({
        code: "image-not-loaded",
        message: expect.stringContaining(
          `test/lost:1: Docker has windows/amd64 of it, without ${NATIVE}; the node is ${NATIVE}`,
        ) as unknown,
      });
      expect(`linux/${await processorOf("docker.io/test/good:1")}`).toBe(NATIVE);
    });
  });

  it("keeps its name and its ports from other stacks, which are told who holds them", async () => {
    const other = { ...inputs, stack: "other" };
    await expect(kind.cluster.create(other)).rejects.toMatchObject({
      code: "cluster-exists",
      message: `A kind cluster "${STACK}" is there already: stack ${STACK}.`,
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
    const local = "http://127.0.0.1:3128";
    process.env["DOCKER_CONFIG"] = await dockerConfig(kind.folder("local"), local);
    const next = await kind.cluster.create({ ...inputs, ports: mapped(31_591) });
    // the proxy of the host's loopback is another one in the node
    expect(await kind.docker("exec", NODE, "printenv")).not.toMatch(/^https?_proxy=/im);
    expect(kind.notes.join("\n")).toContain(`The proxy ${local} is on this machine`);
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
