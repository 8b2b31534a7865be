import { createServer, type AddressInfo, type Server } from "node:net";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { kindClusterIn } from "../../../components/provider/kind-cluster.js";
import type { KindInputs } from "../../../components/provider/kind-config.js";
import { writeRecord } from "../../../components/provider/kind-record.js";
import { FakeDocker, smallCluster } from "./fake-docker.js";

const IMAGE = smallCluster().image;
const TAG = "kindest/node:v1.23.17";

let docker: FakeDocker;
let servers: Server[] = [];

beforeEach(async () => {
  docker = await FakeDocker.make();
  docker.images.add(IMAGE);
});

afterEach(async () => {
  await docker[Symbol.asyncDispose]();
  for (const server of servers) server.close();
  servers = [];
});

const create = (inputs: KindInputs = smallCluster()): ReturnType<typeof cluster.create> => {
  const cluster = kindClusterIn(docker.world());
  return cluster.create(inputs);
};

/** A port that somebody listens on. */
const busyPort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    servers.push(server);
    server.listen(0, "127.0.0.1", () => {
      resolve((server.address() as AddressInfo).port);
    });
  });

const mapped = (hostPort: number): KindInputs["ports"] => [
  { hostPort, containerPort: 30_000, listenAddress: "127.0.0.1" },
];

const folder = (): string => join(docker.folder, "week1");

describe("a kind cluster that is made", () => {
  it("gets the creation of its node as its id, and gives its kubeconfig out", async () => {
    const made = await create();
    expect(made.id).toBe("kind-week1-000000000001");
    expect(made.outputs).toEqual({
      ...smallCluster(),
      kubeconfig: "kubeconfig of 000000000001",
    });
  });

  it("is another one each time", async () => {
    const first = await create();
    docker.containers.clear();
    expect((await create()).id).not.toBe(first.id);
  });

  it("is asked of kind with its own kubeconfig, never the user's", async () => {
    await create();
    const kubeconfig = join(folder(), "kubeconfig");
    expect(docker.callsOf("kind create")).toEqual([
      `kind create cluster --name myk8s --image ${IMAGE} --config - --kubeconfig ${kubeconfig} --wait 120s --retain`,
    ]);
    expect(docker.options.get("kind create")?.env).toEqual({
      KIND_EXPERIMENTAL_PROVIDER: "docker",
      KUBECONFIG: kubeconfig,
    });
  });

  it("leaves a kubeconfig that only the user may read, in a folder that only the user may enter", async () => {
    await create();
    expect((await stat(join(folder(), "kubeconfig"))).mode & 0o777).toBe(0o600);
    expect((await stat(folder())).mode & 0o777).toBe(0o700);
  });

  it("keeps its kubeconfig as it was, whatever kubectl does to the file", async () => {
    const { id, outputs } = await create();
    const record: unknown = JSON.parse(await readFile(join(folder(), "kind.json"), "utf8"));
    expect(record).toMatchObject({ id, kubeconfig: outputs.kubeconfig });
    expect((await stat(join(folder(), "kind.json"))).mode & 0o777).toBe(0o600);
  });

  it("has a minute to be marked as its lab's: a machine that is busy must not lose it for that", async () => {
    await create();
    expect(docker.options.get("docker exec")?.timeoutMs).toBe(60_000);
  });

  it("has an API server port that was picked before, so that a half-made one is recognised", async () => {
    const { outputs } = await create();
    const config = parse(docker.options.get("kind create")?.input ?? "") as object;
    expect(config).toHaveProperty("networking.apiServerPort", expect.any(Number));
    expect(outputs.apiServerPort).toBe(0);
  });
});

describe("before kind is started", () => {
  it("a busy port is refused", async () => {
    const port = await busyPort();
    await expect(create(smallCluster({ ports: mapped(port) }))).rejects.toMatchObject({
      code: "port-busy",
      message: `Port ${port} for the lab is taken.`,
    });
    expect(docker.callsOf("kind")).toEqual([]);
    expect(await readdir(docker.folder)).toEqual([]);
  });

  it("a busy port of the API server is refused", async () => {
    const apiServerPort = await busyPort();
    await expect(create(smallCluster({ apiServerPort }))).rejects.toThrow(
      `Port ${apiServerPort} for the API server is taken`,
    );
    expect(docker.callsOf("kind")).toEqual([]);
  });

  it("a checkout of the book that isn't there is refused: Docker would make an empty folder", async () => {
    const extraMounts = [{ hostPath: "/no/book", containerPath: "/istiobook", readOnly: false }];
    await expect(create(smallCluster({ extraMounts }))).rejects.toMatchObject({
      code: "mount-missing",
      message: 'There is no "/no/book" on this machine; it is to be mounted at /istiobook.',
      next: "./lab config rm book --week week1",
    });
  });

  it("a stack that still has an embedded cluster is refused", async () => {
    await mkdir(join(folder(), "kwok-week1-0a1b2c3d"), { recursive: true });
    await expect(create()).rejects.toMatchObject({ code: "other-target" });
    expect(await readdir(folder())).toEqual(["kwok-week1-0a1b2c3d"]);
  });

  it("an engine that doesn't answer is an error of its own", async () => {
    docker.fail("docker container inspect", "exit code 1\nCannot connect to the Docker daemon");
    await expect(create()).rejects.toMatchObject({
      code: "docker-no-answer",
      message: "Docker does not answer: Cannot connect to the Docker daemon",
    });
  });
});

describe("the surroundings of the node", () => {
  it("are a network that is there before kind asks for it: kind would want IPv6", async () => {
    docker.networks.delete("kind");
    await create();
    const create6 = docker.calls.findIndex((call) => call.includes("network create"));
    expect(create6).toBeGreaterThan(0);
    expect(create6).toBeLessThan(docker.calls.findIndex((call) => call.startsWith("kind create")));
  });

  it("that can't be had are the reason why there is no cluster", async () => {
    docker.networks.delete("kind");
    docker.fail("docker network create", "no IPv6 here");
    docker.fail("docker network create", "no address pool is left");
    await expect(create()).rejects.toMatchObject({
      code: "cluster-not-made",
      message: expect.stringContaining("no address pool is left") as unknown,
    });
    expect(docker.callsOf("kind create")).toEqual([]);
  });

  it("have the proxies of Docker's configuration, told to kind", async () => {
    await mkdir(join(docker.folder, ".docker"));
    const proxies = { default: { httpsProxy: "http://proxy:3128", noProxy: "example.com" } };
    await writeFile(join(docker.folder, ".docker", "config.json"), JSON.stringify({ proxies }));
    await create();
    expect(docker.options.get("kind create")?.env).toMatchObject({
      HTTPS_PROXY: "http://proxy:3128",
      NO_PROXY: expect.stringMatching(/^example.com,localhost,/) as unknown,
      KIND_EXPERIMENTAL_PROVIDER: "docker",
    });
  });
});

describe("the node image", () => {
  it("that is there is not pulled", async () => {
    await create();
    expect(docker.callsOf("docker pull")).toEqual([]);
  });

  it("is pulled by its digest when it isn't there", async () => {
    docker.images.clear();
    await create();
    expect(docker.callsOf("docker pull")).toEqual([`docker pull --quiet ${IMAGE}`]);
    expect(docker.notes).toContain(`Pulling ${TAG} (about 350 MB)`);
  });

  it("of the same tag that was made on this machine is taken, and it is said", async () => {
    docker.images.clear();
    docker.images.add(TAG);
    await create();
    expect(docker.callsOf("kind create")[0]).toContain(`--image ${TAG} --config`);
    expect(docker.notes.join()).toContain("it is not the released one");
  });

  it("that can't be pulled ends the work before there is anything to clean up", async () => {
    docker.images.clear();
    docker.fail("docker pull", "no route to host");
    await expect(create()).rejects.toMatchObject({
      code: "image-pull-failed",
      message: "The node image could not be pulled: no route to host",
      next: `docker pull ${IMAGE}`,
    });
    expect(await readdir(docker.folder)).toEqual([]);
  });

  it("that can't be pulled is made by the bed where Docker has its images of other weeks", async () => {
    docker.images.clear();
    docker.ofBed.push("kindest/node:v1.23.17");
    docker.fail("docker pull", "no route to host");
    await expect(create()).rejects.toMatchObject({
      code: "image-pull-failed",
      next: "./lab bed up week1",
    });
  });
});

describe("a creation that fails", () => {
  it("keeps the node's logs, says where, and keeps nothing else", async () => {
    docker.createEnds = "half-made";
    await expect(create()).rejects.toMatchObject({
      code: "cluster-not-made",
      message: [
        'kind could not make cluster "myk8s": kubeadm init ended with 1',
        `The logs of its node: ${join(folder(), "logs")}`,
      ].join("\n"),
      next: "./lab doctor (what this machine lacks); docker info (what Docker says)",
    });
    expect(docker.containers.size).toBe(0);
    expect(await readdir(folder())).toEqual(["logs"]);
  });

  it("before there is a node has no logs to keep", async () => {
    docker.createEnds = "early";
    await expect(create()).rejects.toThrow('cluster "myk8s": kind ended with 1');
    expect(docker.callsOf("kind export")).toEqual([]);
    expect(await readdir(folder())).toEqual([]);
  });

  it("does not fail otherwise when there are no logs to be had", async () => {
    docker.createEnds = "half-made";
    docker.fail("kind export logs", "no logs");
    await expect(create()).rejects.toMatchObject({
      code: "cluster-not-made",
      message: 'kind could not make cluster "myk8s": kubeadm init ended with 1',
    });
    expect(docker.containers.size).toBe(0);
  });

  it("leaves somebody else's cluster alone that came in between", async () => {
    docker.createEnds = "early";
    docker.images.clear();
    const world = docker.world();
    const exec: typeof world.exec = async (command, args, options) => {
      if (command === "docker" && args[0] === "pull") docker.addNode("myk8s", 1);
      return world.exec(command, args, options);
    };
    const inputs = smallCluster();
    await expect(kindClusterIn({ ...world, exec }).create(inputs)).rejects.toThrow();
    expect(docker.containers.size).toBe(1);
  });

  it("and can't be taken back keeps its record: the next run takes it up", async () => {
    docker.createEnds = "half-made";
    for (let tries = 0; tries < 3; tries += 1) docker.fail("kind get clusters", "busy");
    await expect(create()).rejects.toThrow("What there is of it could not be removed: busy");
    docker.failures.length = 0;
    docker.createEnds = "well";
    docker.addNode("myk8s", await recordedPort());
    await create();
    expect(docker.containers.size).toBe(1);
  });
});

const recordedPort = async (): Promise<number> => {
  const text = await readFile(join(folder(), "kind.json"), "utf8");
  return (JSON.parse(text) as { apiServerPort: number }).apiServerPort;
};

describe("a cluster of the same name that is there already", () => {
  it("is refused when it is somebody else's, and never deleted", async () => {
    docker.addNode("myk8s");
    await expect(create()).rejects.toMatchObject({
      code: "cluster-exists",
      message: 'A kind cluster "myk8s" is there already, and no lab that is known here made it.',
      next: "./lab up week1 --target kwok works beside it; if nobody needs it: docker rm --force --volumes myk8s-control-plane",
    });
    expect(docker.callsOf("kind")).toEqual([]);
  });

  it("is refused when it is another stack's, whose name is said", async () => {
    await create(smallCluster({ stack: "week2" }));
    await expect(create()).rejects.toMatchObject({
      code: "cluster-exists",
      message: 'A kind cluster "myk8s" is there already: stack week2.',
      next: "./lab down week2",
    });
    expect(docker.containers.size).toBe(1);
  });

  it.each([
    ["stands", () => docker.folder, "", (path: string) => `cd '${path}' && ./lab down week3`],
    ["is gone", () => "/no/such/lab", ", which is gone", () => "./lab down --orphans"],
  ])("is refused when it is of another checkout that %s", async (_title, path, gone, next) => {
    docker.addNode("myk8s");
    const owner = { stack: "week3", folder: `${path()}/.lab/stacks/week3` };
    docker.owners.set("myk8s-control-plane", JSON.stringify(owner));
    await expect(create()).rejects.toMatchObject({
      code: "cluster-exists",
      message: `A kind cluster "myk8s" is there already: stack week3 in ${path()}${gone}.`,
      next: next(path()),
    });
    expect(docker.containers.size).toBe(1);
  });

  it("is removed first when it is this stack's and all files are lost, as after git clean", async () => {
    await create();
    await rm(folder(), { recursive: true });
    expect((await create()).id).toBe("kind-week1-000000000002");
    expect(docker.containers.size).toBe(1);
  });

  it("is refused when it came after a run that was killed before it had made any", async () => {
    await mkdir(folder(), { recursive: true });
    await writeRecord(folder(), { name: "myk8s", apiServerPort: 41_000 });
    docker.addNode("myk8s", 40_000);
    await expect(create()).rejects.toMatchObject({ code: "cluster-exists" });
  });

  it("is removed first when a killed run of this stack left it half-made", async () => {
    await mkdir(folder(), { recursive: true });
    await writeRecord(folder(), { name: "myk8s", apiServerPort: 41_000 });
    docker.addNode("myk8s", 41_000);
    expect((await create()).id).toBe("kind-week1-000000000002");
    expect(docker.callsOf("kind delete")).toHaveLength(1);
  });

  it("is not made by two kinds at once: one that a killed run left is ended", async () => {
    await mkdir(folder(), { recursive: true });
    await writeRecord(folder(), { name: "myk8s", apiServerPort: 41_000 });
    const left = spawn("sleep", ["60"]);
    const ended = once(left, "exit");
    const kubeconfig = join(folder(), "kubeconfig");
    const command = `kind create cluster --name myk8s --image x --config - --kubeconfig ${kubeconfig} --wait 120s`;
    docker.processes = ` ${left.pid ?? 0} S ${command}\n 1 S kind create cluster --config - --kubeconfig /else --wait`;
    await create();
    expect(await ended).toEqual([null, "SIGKILL"]);
  });

  it("is removed first when it is the one to be replaced, whose ports don't count as taken", async () => {
    const port = await busyPort();
    await mkdir(folder(), { recursive: true });
    const node = docker.addNode("myk8s", 41_000, [port]);
    const id = `kind-week1-${node.id.slice(0, 12)}`;
    await writeRecord(folder(), { name: "myk8s", apiServerPort: 41_000, id });
    await create(smallCluster({ ports: mapped(port) }));
    expect(docker.containers.size).toBe(1);
  });

  it("is removed too when the one that replaces it has another name", async () => {
    await create();
    await create(smallCluster({ name: "other" }));
    expect([...docker.containers.keys()]).toEqual(["other-control-plane"]);
  });

  it("is kept when the one to replace it could not be made anyway", async () => {
    await create();
    const ports = mapped(await busyPort());
    await expect(create(smallCluster({ ports }))).rejects.toMatchObject({ code: "port-busy" });
    expect(docker.containers.size).toBe(1);
    expect(await readdir(folder())).toContain("kubeconfig");
  });
});
