import { describe, expect, it } from "@jest/globals";
import { judgeShare } from "../../checks/distribution-probe.js";
import type { Answer, HttpClient } from "../../checks/http-client.js";
import type { DistributionProbe } from "../../labs/probe-kinds.js";
import { share } from "../../labs/probes.js";
import { answering, failed, ok } from "../support/http-server.js";

const URL = "http://127.0.0.1:30000/items";
const V2 = { body: '"imageUrl"' } as const;
const v1 = ok("[]");
const v2 = ok('[{"imageUrl": "x"}]');

/** So many of each, one after the other. */
const mixed = (...parts: readonly (readonly [number, Answer])[]): HttpClient =>
  answering(...parts.flatMap(([count, answer]) => Array<Answer>(count).fill(answer))).http;

const probe = (counts: DistributionProbe["counts"], min: number, max: number, requests = 100) =>
  share(requests, URL, counts, min, max);

describe("a share over many requests", () => {
  it("holds within its bounds, both included, and tells what was measured", async () => {
    const half = probe({ status: 500 }, 0.4, 0.62, 200);
    expect(await judgeShare(half, mixed([103, failed()], [97, ok()]))).toEqual({
      holds: true,
      text: "103 of 200, 52 % (95 %: 45–58 %)",
    });
    for (const count of [80, 124]) {
      const { holds } = await judgeShare(half, mixed([count, failed()], [200 - count, ok()]));
      expect(holds).toBe(true);
    }
  });

  it.each<[string, DistributionProbe, HttpClient, string]>([
    [
      "below the lower bound",
      probe({ status: 500 }, 0.4, 0.62),
      mixed([20, failed()], [80, ok()]),
      "20 of 100, 20 % (95 %: 13–29 %), wanted 40–62 %; 80 answered 200, 20 answered 500; the first of the 80: 200",
    ],
    [
      "above the upper one",
      probe(V2, 0.25, 0.75),
      mixed([90, v2], [10, v1]),
      '90 of 100, 90 % (95 %: 83–94 %), wanted 25–75 %; the first of the 90: 200 "[{\\"imageUrl\\": \\"x\\"}]"',
    ],
    [
      "too few",
      probe({ status: 200 }, 0.85, 1),
      mixed([49, ok()], [50, failed()], [1, { status: 503, body: "" }]),
      '49 of 100, 49 % (95 %: 39–59 %), wanted at least 85 %; 49 answered 200, 50 answered 500, 1 answered 503; the first of the 51: 500 "error calling Catalog service"',
    ],
    [
      "too many",
      probe(V2, 0, 0.1),
      mixed([50, v2], [50, v1]),
      '50 of 100, 50 % (95 %: 40–60 %), wanted at most 10 %; the first of the 50: 200 "[{\\"imageUrl\\": \\"x\\"}]"',
    ],
    [
      "not all",
      probe({ status: 200 }, 1, 1, 50),
      mixed([49, ok()], [1, failed()]),
      '49 of 50, wanted all; 49 answered 200, 1 answered 500; the first of the 1: 500 "error calling Catalog service"',
    ],
    [
      "not none",
      probe(V2, 0, 0, 50),
      mixed([24, v2], [26, v1]),
      '24 of 50, wanted none; the first of the 24: 200 "[{\\"imageUrl\\": \\"x\\"}]"',
    ],
  ])("fails %s, with what was seen", async (_title, asked, http, expected) => {
    expect(await judgeShare(asked, http)).toMatchObject({
      holds: false,
      text: `GET ${URL}: ${expected}`,
    });
  });

  it.each<[string, DistributionProbe, HttpClient, string, string]>([
    ["a version", probe(V2, 0, 0, 50), mixed([24, v2], [26, v1]), "24 of 50", "none"],
    [
      "a status",
      probe({ status: 200 }, 1, 1, 50),
      mixed([49, ok()], [1, failed()]),
      "49 of 50; 49 answered 200, 1 answered 500, the first: 500 error calling Catalog service",
      "all",
    ],
  ])("is two short lines for %s", async (_title, asked, http, seen, wanted) => {
    expect((await judgeShare(asked, http)).wrong).toMatchObject({ seen, wanted });
  });

  it("of a body fails at any error: one that has no version must not count as the other", async () => {
    const none = probe(V2, 0, 0, 50);
    const { holds, text } = await judgeShare(none, mixed([3, failed()], [47, v1]));
    expect(holds).toBe(false);
    expect(text).toBe(
      `GET ${URL}: 3 of 50 answers are errors, the first: 500 "error calling Catalog service"`,
    );
  });

  it("sends the header with each request, and as many as it says", async () => {
    const { http, asked } = answering(v1);
    await judgeShare(share(20, URL, V2, 0, 0, { headers: { "x-dark-launch": "v1" } }), http);
    expect(asked).toHaveLength(20);
    for (const { headers } of asked) expect(headers).toEqual({ "x-dark-launch": "v1" });
  });

  it("gives up at the first request without an answer", async () => {
    const { http, asked } = answering(v1, v1, new Error("ECONNREFUSED"));
    await expect(judgeShare(probe(V2, 0, 0), http)).rejects.toThrow(
      "request 3 of 100 got no answer: ECONNREFUSED",
    );
    expect(asked.length).toBeLessThan(10);
  });
});
