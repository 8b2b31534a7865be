import { describe, expect, it } from "@jest/globals";
import type { Socket } from "node:net";
import { hostClient } from "../../checks/http-client.js";
import { httpServer } from "../support/http-server.js";

const http = hostClient();

describe("a request from the host", () => {
  it("gives status and body, whatever the status", async () => {
    await using server = await httpServer((_request, response) => {
      response.writeHead(503).end("no healthy upstream");
    });
    expect(await http({ url: server.url })).toMatchObject({
      status: 503,
      body: "no healthy upstream",
    });
  });

  it("sends its method, path, headers and the Host that it asks for", async () => {
    await using server = await httpServer(({ method, url, headers }, response) => {
      response.end(JSON.stringify([method, url, headers.host, headers["x-dark-launch"]]));
    });
    const headers = { Host: "catalog.istioinaction.io", "x-dark-launch": "v2" };
    const { body } = await http({ url: `${server.url}/items?a=1`, headers });
    expect(JSON.parse(body)).toEqual(["GET", "/items?a=1", "catalog.istioinaction.io", "v2"]);
  });

  it("may ask for the head alone", async () => {
    await using server = await httpServer(({ method }, response) => {
      response.setHeader("content-length", 10);
      response.end(method === "HEAD" ? undefined : "0123456789");
    });
    expect(await http({ url: server.url, method: "HEAD" })).toMatchObject({
      status: 200,
      body: "",
    });
  });

  it("follows no redirection", async () => {
    await using server = await httpServer((_request, response) => {
      response.writeHead(301, { location: "/elsewhere" }).end();
    });
    expect((await http({ url: server.url })).status).toBe(301);
  });

  it("has a connection of its own each time, so that a proxy chooses anew", async () => {
    const sockets = new Set<Socket>();
    await using server = await httpServer(({ socket }, response) => {
      sockets.add(socket);
      response.end();
    });
    for (let i = 0; i < 3; i += 1) await http({ url: server.url });
    expect(sockets.size).toBe(3);
  });

  it("leaves no timer behind that would keep the command from ending", async () => {
    const timers = (): number =>
      process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    await using server = await httpServer((_request, response) => {
      response.end();
    });
    const before = timers();
    for (let i = 0; i < 5; i += 1) await http({ url: server.url });
    expect(timers()).toBeLessThan(before + 5);
  });

  it("fails when nothing listens", async () => {
    const server = await httpServer(() => undefined);
    await server[Symbol.asyncDispose]();
    await expect(http({ url: server.url })).rejects.toThrow(/ECONNREFUSED 127\.0\.0\.1:/);
  });

  it("fails when no answer comes in time", async () => {
    await using server = await httpServer(() => undefined);
    await expect(hostClient(50)({ url: server.url })).rejects.toThrow("no answer within 0.05 s");
  });

  it("fails when the answer does not come to its end in time", async () => {
    await using server = await httpServer((_request, response) => {
      response.write("the beginning");
    });
    await expect(hostClient(50)({ url: server.url })).rejects.toThrow(/no answer|aborted/);
  });
});
