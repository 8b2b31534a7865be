import { describe, expect, it } from "@jest/globals";
import type { Answer } from "../../checks/http-client.js";
import { prometheusAt } from "../../checks/prometheus.js";
import { answering, ok } from "../support/http-server.js";

const AT = "http://127.0.0.1:30001";

function asking(...answers: readonly (Answer | Error)[]) {
  const { http, asked } = answering(...answers);
  return { prometheus: prometheusAt(AT, http), url: () => new URL(asked[0]?.url ?? "") };
}

const data = (value: unknown) => ok(JSON.stringify({ status: "success", data: value }));

describe("a query for one time", () => {
  it("gives the value of each series", async () => {
    const result = [{ metric: { job: "pilot" }, value: [17, "3"] }];
    const { prometheus, url } = asking(data({ resultType: "vector", result }));
    expect(await prometheus.query("up", 17)).toEqual([
      { labels: { job: "pilot" }, at: 17, value: 3 },
    ]);
    expect(url().href).toBe(`${AT}/api/v1/query?query=up&time=17`);
  });

  it("gives a scalar as a series without labels", async () => {
    const { prometheus } = asking(data({ resultType: "scalar", result: [17, "+Inf"] }));
    expect(await prometheus.query("scalar(up)")).toEqual([{ labels: {}, at: 17, value: Infinity }]);
  });
});

describe("a query for some time", () => {
  it("gives the points of each series, also those that are no number", async () => {
    const result = [
      {
        metric: {},
        values: [
          [10, "1"],
          [15, "NaN"],
        ],
      },
    ];
    const { prometheus, url } = asking(data({ resultType: "matrix", result }));
    expect(await prometheus.range("up", { from: 10, to: 15 }, 5)).toEqual([
      {
        labels: {},
        points: [
          [10, 1],
          [15, Number.NaN],
        ],
      },
    ]);
    expect(url().href).toBe(`${AT}/api/v1/query_range?query=up&start=10&end=15&step=5`);
  });
});

describe("the values of a label", () => {
  it("are asked in some series, or in all", async () => {
    const { prometheus, url } = asking(data(["source"]));
    expect(await prometheus.labelValues("reporter", { from: 1, to: 2 }, "up{a='b'}")).toEqual([
      "source",
    ]);
    expect(url().pathname).toBe("/api/v1/label/reporter/values");
    expect(url().searchParams.get("match[]")).toBe("up{a='b'}");
  });
});

describe("a Prometheus", () => {
  it("that is silent is a ToolError with its address and what helps", async () => {
    const { prometheus } = asking(new Error("connect ECONNREFUSED 127.0.0.1:30001"));
    await expect(prometheus.query("up")).rejects.toMatchObject({
      code: "prometheus-silent",
      message: `Prometheus at ${AT}: connect ECONNREFUSED 127.0.0.1:30001`,
      next: "./lab status (whether its pod is ready)",
    });
  });

  it("that refuses a query says why in its own words", async () => {
    const { prometheus } = asking({ status: 400, body: '{"error":"parse error: unexpected )"}' });
    await expect(prometheus.query("up)")).rejects.toMatchObject({
      code: "prometheus-refused",
      message: `Prometheus at ${AT} refused: parse error: unexpected )`,
    });
  });

  it("that is another server is no Prometheus", async () => {
    const { prometheus } = asking(ok("<html>It works!</html>"));
    await expect(prometheus.query("up")).rejects.toThrow(
      `Prometheus at ${AT} answered 200 "<html>It works!</html>"`,
    );
  });
});
