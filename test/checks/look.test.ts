import { describe, expect, it, jest } from "@jest/globals";
import type { Answer } from "../../checks/http-client.js";
import { isTraffic, lookOf } from "../../checks/look.js";
import type { World } from "../../checks/seen.js";
import type { LoadProbe } from "../../labs/load-runs.js";
import type { CanaryProbe, JaegerProbe, LogProbe, PromProbe } from "../../labs/probe-kinds.js";
import { get, has, inNode, inPod, onHost, share } from "../../labs/probes.js";
import type { Kubectl } from "../../tools/kubectl.js";
import { fakeContainers } from "../support/fake-containers.js";
import { answering, ok } from "../support/http-server.js";
import { noConnections } from "../support/no-world.js";

const says = (stdout: string) => () => Promise.resolve({ stdout, stderr: "" });

function world(more: Partial<World> = {}): World {
  return {
    kubectl: says("in a pod"),
    host: says("on the host"),
    node: says("in the node"),
    http: answering(ok()).http,
    containers: fakeContainers(),
    ...noConnections,
    forward: (_place, _port, work) => work(40_000),
    dashboard: () => Promise.resolve("{}"),
    declared: () => Promise.resolve([]),
    portHolder: () => Promise.resolve(undefined),
    ...more,
  };
}

const url = "http://127.0.0.1:30000/";
const load: LoadProbe = {
  ...{ kind: "load", run: { name: "one", url, qps: 1, seconds: 30, connections: 1 } },
};
const canary: CanaryProbe = {
  ...{ kind: "canary", namespace: "shop", name: "catalog", ends: ["Succeeded"] },
  under: { url, requests: 1 },
};
const after = { url: "http://127.0.0.1:30000/items", requests: 3 };

describe("a command's look", () => {
  const pod = { namespace: "shop", pod: "deploy/catalog" };
  it.each([
    [onHost(["which", "dig"], { matches: "^on the host$" })],
    [inNode(["which", "dig"], { matches: "^in the node$" })],
    [inPod(pod, ["which", "dig"], { matches: "^in a pod$" })],
  ])("is taken where its probe says", async (probe) => {
    expect(await lookOf(probe, world())()).toEqual({ holds: true, text: "" });
  });

  it("names the place in what it saw", async () => {
    const { text } = await lookOf(inPod(pod, ["env"], { matches: "A=1" }), world())();
    expect(text).toBe('in deploy/catalog, env printed "in a pod", wanted a text like /A=1/');
    const node = await lookOf(inNode(["env"], { matches: "A=1" }), world())();
    expect(node.text).toMatch(/^in the node, env printed/);
  });
});

describe("a request's look", () => {
  it("is taken from the host, from a pod or by a forward", async () => {
    const { http, asked } = answering(ok("from the host"));
    const kubectl = jest.fn<Kubectl>(says("from a pod\n200"));
    const place = { namespace: "shop", pod: "webapp" };
    const url = "http://127.0.0.1:8080/";
    for (const probe of [
      get(url, { body: "^from the host$" }),
      get(url, { from: place, body: "^from a pod$" }),
      get(url, { through: place, body: "^from the host$" }),
    ]) {
      expect(await lookOf(probe, world({ http, kubectl }))()).toEqual({ holds: true, text: "" });
    }
    expect(asked.map((request) => request.url)).toEqual([url, "http://127.0.0.1:40000/"]);
    expect(kubectl).toHaveBeenCalledTimes(1);
  });
});

describe("a look at ports", () => {
  it("holds when all are free, and names the holder of one that isn't", async () => {
    const probe = { kind: "ports", free: [30000, 30001] } as const;
    expect((await lookOf(probe, world())()).holds).toBe(true);
    const portHolder = (port: number): Promise<string | undefined> =>
      Promise.resolve(port === 30001 ? "nginx (process 4711)" : undefined);
    expect(await lookOf(probe, world({ portHolder }))()).toMatchObject({
      holds: false,
      text: "port 30001 is taken by nginx (process 4711)",
    });
  });
});

describe("a look at a log", () => {
  const place = { namespace: "shop", pod: "deploy/catalog", container: "catalog" };
  const probe: LogProbe = { kind: "log", in: place, matches: "^GET /items 200", atLeast: 2, after };
  const lines = "GET /items 200\nGET /items 500\nGET /items 200 late\n";

  it("counts the lines of late that match, after its requests", async () => {
    const { http, asked } = answering(ok());
    const kubectl = jest.fn<Kubectl>(says(lines));
    const look = lookOf({ ...probe, withinS: 30 }, world({ http, kubectl }));
    const seen =
      "2 of the last 30 s' 3 log lines of deploy/catalog, catalog are like /^GET /items 200/";
    expect(await look()).toEqual({ holds: true, text: seen });
    expect(asked).toHaveLength(3);
    expect(kubectl.mock.calls[0]?.[0].join(" ")).toBe(
      "logs --namespace shop deploy/catalog --container catalog --since=30s",
    );
  });

  it("shows the last line where too few match", async () => {
    const look = lookOf({ ...probe, atLeast: 3 }, world({ kubectl: says(lines) }));
    expect((await look()).text).toMatch(
      /, wanted at least 3; the last line: "GET \/items 200 late"$/,
    );
    expect((await look()).wrong).toMatchObject({
      seen: "2 of 3 log lines of the last 60 s, the last: GET /items 200 late",
      wanted: "at least 3 like /^GET /items 200/",
      whole: lines,
    });
    const empty = lookOf(probe, world({ kubectl: says("") }));
    expect((await empty()).text).toMatch(/^0 of the last 60 s' 0 log lines .*, wanted at least 2$/);
  });
});

const value = (number?: number): Answer =>
  ok(
    JSON.stringify({
      data: {
        resultType: "vector",
        result: number === undefined ? [] : [{ metric: {}, value: [1, `${number}`] }],
      },
    }),
  );

describe("a look at Prometheus", () => {
  const probe: PromProbe = {
    ...{ kind: "prometheus", at: "http://127.0.0.1:30001", query: 'sum(up{a="b"})' },
    wanted: { atLeast: 5 },
  };

  it.each<[number | undefined, boolean, string]>([
    [5, true, 'sum(up{a="b"}) is 5'],
    [4, false, 'sum(up{a="b"}) is 4, wanted at least 5'],
    [undefined, false, 'sum(up{a="b"}) is nothing yet, wanted at least 5'],
  ])("compares its number: %s", async (number, holds, text) => {
    const { http, asked } = answering(value(number));
    expect(await lookOf(probe, world({ http }))()).toMatchObject({ holds, text });
    const url = new URL(asked[0]?.url ?? "");
    expect(url.origin + url.pathname).toBe("http://127.0.0.1:30001/api/v1/query");
    expect(url.searchParams.get("query")).toBe(probe.query);
  });

  it("measures growth from before its requests, which it sends with the first look", async () => {
    const { http, asked } = answering(value(100), ok(), ok(), ok(), value(102), value(105));
    const look = lookOf({ ...probe, wanted: { growsBy: 5 }, after }, world({ http }));
    expect(await look()).toMatchObject({
      holds: false,
      wrong: { seen: "grew by 2 to 102", wanted: "by at least 5" },
      text: `${probe.query} grew by 2 to 102, wanted by at least 5`,
    });
    expect(await look()).toEqual({ holds: true, text: `${probe.query} grew by 5 to 105` });
    expect(asked.filter(({ url }) => url === after.url)).toHaveLength(3);
  });

  it("takes a counter that is not there yet for 0", async () => {
    const { http } = answering(value(), value(7));
    const look = lookOf({ ...probe, wanted: { growsBy: 5 } }, world({ http }));
    expect(await look()).toEqual({ holds: true, text: `${probe.query} grew by 7 to 7` });
  });

  it("fails with Prometheus's own word", async () => {
    const { http } = answering({ status: 400, body: "parse error" });
    await expect(lookOf(probe, world({ http }))()).rejects.toThrow(
      'Prometheus at http://127.0.0.1:30001 answered 400 "parse error"',
    );
  });
});

describe("a look at Jaeger", () => {
  const probe: JaegerProbe = {
    ...{ kind: "jaeger", at: "http://127.0.0.1:30004/jaeger", after },
    services: ["webapp", "catalog"],
  };
  const services = (...names: string[]): Answer => ok(JSON.stringify({ data: names }));

  it("holds when each service is the start of a known one", async () => {
    const { http, asked } = answering(ok(), ok(), ok(), services("webapp.shop", "catalog.shop"));
    expect(await lookOf(probe, world({ http }))()).toEqual({
      holds: true,
      text: "Jaeger knows catalog.shop, webapp.shop",
    });
    expect(asked.at(-1)?.url).toBe("http://127.0.0.1:30004/jaeger/api/services");
  });

  it("says which it lacks", async () => {
    const { http } = answering(services("my-webapp"));
    expect(await lookOf(probe, world({ http }))()).toMatchObject({
      holds: false,
      wrong: { wanted: "webapp and catalog" },
      text: "Jaeger knows my-webapp, and none that starts with webapp or catalog",
    });
    const empty = answering(ok('{"data":null}')).http;
    expect((await lookOf(probe, world({ http: empty }))()).text).toMatch(
      /^Jaeger knows no service,/,
    );
  });

  it("fails with Jaeger's own word", async () => {
    const { http } = answering(ok(), ok(), ok(), { status: 502, body: "" });
    await expect(lookOf(probe, world({ http }))()).rejects.toThrow(
      "Jaeger at http://127.0.0.1:30004/jaeger answered 502",
    );
  });
});

describe("a probe that sends requests for others to count", () => {
  it.each([
    [share(10, "http://127.0.0.1", { status: 200 }, 1, 1), true],
    [{ kind: "jaeger", at: "http://127.0.0.1", services: [], after } as const, true],
    [{ kind: "jaeger", at: "http://127.0.0.1", services: [] } as const, false],
    [load, true],
    [canary, true],
    [onHost(["date"]), false],
    [onHost(["curl", "--silent", "http://127.0.0.1"]), true],
    [inPod({ namespace: "shop", pod: "deploy/x" }, ["sh", "-c", "! wget -q http://x"]), true],
    [onHost(["fortio", "load", "http://127.0.0.1"]), true],
    [onHost(["fortio", "version"]), false],
    [onHost(["istioctl", "proxy-status"]), false],
    [get("http://127.0.0.1"), false],
    [has("Namespace/default"), false],
  ])("is told from one that only looks: $kind", (probe, expected) => {
    expect(isTraffic(probe)).toBe(expected);
  });
});
