import { createServer, type AddressInfo, type Server } from "node:net";
import { afterEach, describe, expect, it } from "@jest/globals";
import { ToolError } from "../../lib/errors.js";
import type { Exec } from "../../lib/exec.js";
import { root } from "../../lib/paths.js";
import { howToFind } from "../../lib/port-holder.js";
import { freePort, isFree, requireFreePort } from "../../lib/ports.js";

let servers: Server[] = [];

afterEach(() => {
  for (const server of servers) server.close();
  servers = [];
});

/** Listens, as another program would. */
const listen = (address = "127.0.0.1"): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    servers.push(server);
    server.listen(0, address, () => {
      resolve((server.address() as AddressInfo).port);
    });
  });

/** A system that answers these commands, by their names, and has no others. */
const answering =
  (answers: Readonly<Record<string, string>>): Exec =>
  (command, _args, options) => {
    const stdout = answers[command];
    if (options?.timeoutMs === undefined) return Promise.reject(new Error("no time limit"));
    return stdout === undefined
      ? Promise.reject(new ToolError("command-failed", `no ${command}`))
      : Promise.resolve({ stdout, stderr: "" });
  };

const SS = 'LISTEN 0 511 127.0.0.1:30000 0.0.0.0:* users:(("nginx",pid=4711,fd=6))';

describe("a port", () => {
  it("is free while nobody listens on it", async () => {
    expect(await isFree(await freePort())).toBe(true);
  });

  it("is not free while somebody does", async () => {
    expect(await isFree(await listen())).toBe(false);
  });

  it("is not free on one address while somebody listens on all of them", async () => {
    expect(await isFree(await listen("0.0.0.0"))).toBe(false);
  });

  it("is free on one address while somebody listens on another", async () => {
    expect(await isFree(await listen("127.0.0.2"))).toBe(true);
  });

  it("of 0 is free: the kernel picks one", async () => {
    expect(await isFree(0)).toBe(true);
  });

  it("that was found free can be listened on", async () => {
    expect(await freePort()).toBeGreaterThan(1023);
  });
});

const ETCD =
  ".lab/stacks/week2/kwok-week2-0a1b2c3d/clusters/myk8s/bin/etcd --data-dir=/x/.lab/stacks/week9/y";

describe("a port that must be free", () => {
  it("is let through when it is", async () => {
    await expect(requireFreePort(await freePort(), "the lab")).resolves.toBeUndefined();
  });

  it("is refused with the process that really holds it", async () => {
    const port = await listen();
    await expect(requireFreePort(port, "the API server")).rejects.toThrow(
      new RegExp(
        `^Port ${port} for the API server is taken by \\S+ \\(process ${process.pid}\\)\\.$`,
      ),
    );
  });

  it.each<[string, Readonly<Record<string, string>>, string, string | undefined]>([
    [
      "a process that ss knows",
      { ss: SS, ps: "/usr/sbin/nginx -g daemon" },
      " by nginx (process 4711)",
      undefined,
    ],
    [
      "a process that only lsof knows",
      { ss: "", lsof: "4711\n4712\n", ps: "nginx: master process" },
      " by nginx (process 4711)",
      undefined,
    ],
    [
      "a process of a stack",
      { ss: SS, ps: `${root}/${ETCD}` },
      " by etcd (process 4711) of stack week2",
      "./lab down week2",
    ],
    [
      "a process of another checkout's stack, whose down works only there",
      { ss: SS, ps: `/usr/${ETCD}` },
      " by etcd (process 4711) of stack week2 in /usr",
      "cd /usr && ./lab down week2",
    ],
    [
      "a process of a checkout that is gone",
      { ss: SS, ps: `/no/such lab/${ETCD}` },
      " by etcd (process 4711) of stack week2 in /no/such lab, which is gone",
      "./lab down --orphans",
    ],
    [
      "a program that is only told of a stack's folder",
      { ss: SS, ps: "/usr/bin/less --follow /home/me/lab/.lab/stacks/week2/etcd.log" },
      " by less (process 4711)",
      undefined,
    ],
    [
      "a process of a stack whose path has blanks",
      {
        ss: SS,
        ps: `${root}/my labs/실습/.lab/stacks/week1/kwok-week1-0/.kwok/clusters/myk8s/bin/etcd --x`,
      },
      ` by etcd (process 4711) of stack week1 in ${root}/my labs/실습, which is gone`,
      "./lab down --orphans",
    ],
    [
      "a process that ended meanwhile",
      { ss: SS, ps: "" },
      " by a program (process 4711)",
      undefined,
    ],
    [
      "a container",
      { docker: "9f86d081884c grafana\n", ss: SS },
      " by container grafana",
      undefined,
    ],
    [
      "a stack's node",
      { docker: "0a1b2c3d4e5f myk8s-control-plane\n" },
      " by container myk8s-control-plane of stack week1",
      "./lab down week1",
    ],
    ["somebody whom only root may see", {}, "", undefined],
  ])("names %s", async (_what, answers, by, next) => {
    const port = await listen();
    const stackOf = (container: string): Promise<string | undefined> =>
      Promise.resolve(container === "0a1b2c3d4e5f" ? "week1" : undefined);
    const options = { exec: answering(answers), stackOf };
    await expect(requireFreePort(port, "the lab", options)).rejects.toMatchObject({
      code: "port-busy",
      message: `Port ${port} for the lab is taken${by}.`,
      next: next ?? (await howToFind(port, answering(answers))),
    });
  });

  it("on an address that is none of this machine's is refused as such", async () => {
    // 192.0.2.0/24 is for documentation: no machine has it
    const options = { address: "192.0.2.1", exec: answering({}) };
    await expect(requireFreePort(30_000, "the lab", options)).rejects.toMatchObject({
      code: "unknown-address",
      message:
        "Port 30000 for the lab is to listen on 192.0.2.1, which is no address of this machine.",
      next: "./lab config set listenAddress 127.0.0.1",
    });
  });
});
