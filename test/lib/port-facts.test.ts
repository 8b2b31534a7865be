import { createServer, type AddressInfo, type Server } from "node:net";
import { afterEach, describe, expect, it } from "@jest/globals";
import { isTaken, tryPort, type PortFacts } from "../../lib/port-facts.js";

const FREE: PortFacts = { listen: undefined, listenOnAll: undefined, answers: false };

describe("a port is taken", () => {
  it.each<[string, Partial<PortFacts>, NodeJS.Platform, boolean]>([
    ["where nobody is", {}, "linux", false],
    ["where nobody is, on macOS", {}, "darwin", false],
    ["by who listens on the same address", { listen: "EADDRINUSE" }, "linux", true],
    [
      "by who listens on all addresses, beside which macOS lets others listen",
      { listenOnAll: "EADDRINUSE" },
      "darwin",
      true,
    ],
    [
      "not by who listens on another address, which Linux refuses for all of them",
      { listenOnAll: "EADDRINUSE" },
      "linux",
      false,
    ],
    ["by a program of Windows that answers in WSL", { answers: true }, "linux", true],
    ["not where only root may listen", { listen: "EACCES", listenOnAll: "EACCES" }, "linux", false],
    [
      "by who answers where only root may listen",
      { listen: "EACCES", answers: true },
      "linux",
      true,
    ],
    ["where the address is none of this machine's", { listen: "EADDRNOTAVAIL" }, "linux", true],
  ])("%s", (_title, facts, platform, expected) => {
    expect(isTaken({ ...FREE, ...facts }, platform)).toBe(expected);
  });
});

describe("trying a port", () => {
  let server: Server | undefined;

  afterEach(() => {
    server?.close();
    server = undefined;
  });

  const listen = (address: string): Promise<number> =>
    new Promise((resolve) => {
      const started = createServer((socket) => socket.destroy());
      server = started;
      started.listen(0, address, () => {
        resolve((started.address() as AddressInfo).port);
      });
    });

  it("finds somebody who listens there, and answers", async () => {
    const port = await listen("127.0.0.1");
    expect(await tryPort(port, "127.0.0.1")).toMatchObject({ listen: "EADDRINUSE", answers: true });
  });

  it("finds by loopback who answers on a port that is wanted on all addresses", async () => {
    const port = await listen("127.0.0.1");
    expect(await tryPort(port, "0.0.0.0")).toMatchObject({ answers: true });
  });

  it("leaves the port as it was", async () => {
    const port = await listen("127.0.0.1");
    await new Promise((resolve) => server?.close(resolve));
    expect(await tryPort(port, "127.0.0.1")).toEqual(FREE);
    expect(await tryPort(port, "127.0.0.1")).toEqual(FREE);
  });
});
