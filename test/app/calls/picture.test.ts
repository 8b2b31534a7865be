import { describe, expect, it } from "@jest/globals";
import { callPicture } from "../../../app/calls/picture.js";
import { errorsOf, inWords, mtlsOf, rateOf } from "../../../app/calls/words.js";
import type { Call } from "../../../checks/calls/graph.js";

const party = (name: string, namespace = "istioinaction") => ({
  ...{ id: `${namespace}/${name}`, name, namespace },
});
const outside = { id: "httpbin.org", name: "httpbin.org", namespace: undefined };
const call = (more: Partial<Call> = {}): Call => ({
  ...{ from: party("webapp"), to: party("catalog"), protocol: "http" },
  ...{ rate: 10, errors: 0, codes: { 200: 10 }, mtls: 1 },
  ...more,
});

describe("a call in words", () => {
  it.each<[Partial<Call>, readonly string[]]>([
    [{}, ["10 req/s", "http, mutual TLS"]],
    [{ errors: 1 }, ["10 req/s, 10% errors", "http, mutual TLS"]],
    [{ mtls: 0 }, ["10 req/s", "http, no TLS"]],
    [{ mtls: 0.5 }, ["10 req/s", "http, 50 % mutual TLS"]],
    [{ mtls: undefined }, ["10 req/s", "http"]],
    [{ protocol: "tcp", rate: 5550 }, ["5.55 kB/s", "tcp, mutual TLS"]],
  ])("%j", (more, words) => {
    expect(inWords(call(more))).toEqual(words);
  });

  it("has its rate, errors and TLS by themselves for a table", () => {
    const tcp = call({ protocol: "tcp", mtls: undefined });
    expect([rateOf(call()), errorsOf(call()), mtlsOf(call())]).toEqual(["10 req/s", "0%", "yes"]);
    expect([errorsOf(tcp), mtlsOf(tcp), mtlsOf(call({ mtls: 0 }))]).toEqual(["", "unknown", "no"]);
  });
});

describe("a picture of calls", () => {
  const draw = (...calls: readonly Call[]) => callPicture(calls, "Who <calls> whom", "now");
  const boxOf = (svg: string, name: string): number => {
    const [, x] = new RegExp(`<text x="([\\d.]+)"[^>]*>${name}</text>`).exec(svg) ?? [];
    return Number(x);
  };

  it("goes from left to right, from caller to called", async () => {
    const gateway = party("gateway", "istio-system");
    const svg = await draw(call({ from: gateway, to: party("webapp") }), call());
    expect(boxOf(svg, "gateway")).toBeLessThan(boxOf(svg, "webapp"));
    expect(boxOf(svg, "webapp")).toBeLessThan(boxOf(svg, "catalog"));
    expect(svg).toContain("Who &lt;calls&gt; whom");
    expect(svg).not.toMatch(/NaN|undefined/);
  });

  it.each([
    ["well", {}],
    ["some", { errors: 1 }],
    ["bad", { errors: 5 }],
    ["tcp", { protocol: "tcp" }],
  ] as const)("has a colour by what came of a call: %s", async (sort, more) => {
    expect(await draw(call(more))).toContain(`marker-end="url(#${sort})"`);
  });

  it("draws who has no proxy in a box of its own kind", async () => {
    const svg = await draw(call({ to: outside }));
    expect(svg).toContain('stroke-dasharray="4 3"');
    expect(svg).toContain("outside the mesh");
  });

  it("has both calls where two parties speak two protocols", async () => {
    const svg = await draw(call(), call({ protocol: "tcp" }));
    expect(svg.match(/marker-end/g)).toHaveLength(2);
  });

  it("goes round in circles where somebody calls itself", async () => {
    expect(await draw(call({ to: party("webapp") }))).not.toMatch(/NaN|undefined/);
  });
});
