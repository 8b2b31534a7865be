import { describe, expect, it } from "@jest/globals";
import { askBoard, isEmpty, type AskOptions } from "../../../checks/dashboards/ask.js";
import { legendOf } from "../../../checks/dashboards/legend.js";
import { prometheusAt } from "../../../checks/prometheus.js";
import type { PanelJson, VariableJson } from "../../../labs/dashboards/json.js";
import { readBoard } from "../../../labs/dashboards/read.js";
import { answering } from "../../support/http-server.js";
import { fakePrometheus, type Given } from "../../support/prometheus.js";

const NOW_S = 1_000_003;

interface Lab {
  readonly panels?: readonly PanelJson[];
  readonly list?: readonly VariableJson[];
  readonly given?: Readonly<Record<string, readonly Given[] | string>>;
  readonly labels?: Readonly<Record<string, readonly string[]>>;
}

async function ask({ panels = [], list = [], given = {}, labels }: Lab, options: AskOptions = {}) {
  const { http, asked } = fakePrometheus(given, labels);
  const board = readBoard(JSON.stringify({ panels, templating: { list } }), "one");
  const prometheus = prometheusAt("http://127.0.0.1:30001", http);
  const found = await askBoard(board, prometheus, { now: () => NOW_S * 1000, ...options });
  return { ...found, panels: found.sections.flatMap((section) => section.panels), asked };
}

const graph = (expr: string, more: PanelJson = {}): PanelJson => ({
  ...{ type: "graph", targets: [{ expr }] },
  ...more,
});

describe("the time of a dashboard", () => {
  it("is what it says, in steps of 5 s that begin where the last look's did", async () => {
    const { span, scope } = await ask({});
    expect([span, scope.stepS]).toEqual([{ from: 999_700, to: 1_000_000 }, 5]);
  });

  it("has longer steps where it is longer, so that no curve has more than 240", async () => {
    const { scope } = await ask({}, { lastS: 3600 });
    expect(scope.stepS).toBe(15);
  });
});

describe("the queries of a panel", () => {
  it("are asked over the time, or at its end", async () => {
    const panels = [graph("a"), { type: "table", targets: [{ expr: "b", instant: true }] }];
    const given = { a: [[{}, 1]], b: [[{}, 2]] } as const;
    const { panels: found } = await ask({ panels, given });
    expect(found.map(({ queries: [query] }) => query?.series[0]?.points.length)).toEqual([61, 1]);
  });

  it("are empty where no series has a number", async () => {
    const panels = [graph("none"), graph("nan"), graph("some")];
    const given = { nan: [[{}, Number.NaN]], some: [[{}, 0]] } as const;
    const { panels: found } = await ask({ panels, given });
    expect(found.map(isEmpty)).toEqual([true, true, false]);
  });

  it("keep what Prometheus has against them, and the others are asked", async () => {
    const { panels } = await ask({
      panels: [graph("bad("), graph("a")],
      given: { "bad(": "parse error", a: [[{}, 1]] },
    });
    expect(panels[0]?.queries[0]?.refused).toMatch(/refused: parse error$/);
    expect(panels.map(isEmpty)).toEqual([true, false]);
  });

  it("are no more asked where nothing answers", async () => {
    const { http, asked } = answering(new Error("connect ECONNREFUSED"));
    const board = readBoard(JSON.stringify({ panels: [graph("a")] }), "one");
    await expect(askBoard(board, prometheusAt("http://x", http))).rejects.toMatchObject({
      code: "prometheus-silent",
    });
    expect(asked).toHaveLength(1);
  });

  it("of a text are none, and it is not empty", async () => {
    const { panels } = await ask({ panels: [{ type: "text", content: "read me" }] });
    expect(panels.map(isEmpty)).toEqual([false]);
  });
});

describe("the variables", () => {
  const service = { name: "service", type: "query", query: "label_values(destination_service)" };
  const source = {
    ...{ name: "src", type: "query", query: 'query_result(sum(r{s="$service"}) by (source))' },
    ...{ regex: '/.*source="([^"]*).*/', includeAll: true, multi: true },
  };
  const lab: Lab = {
    list: [service, source],
    labels: { destination_service: ["catalog", "webapp"] },
    given: {
      'sum(r{s="catalog"}) by (source)': [[{ source: "webapp" }, 1]],
      'sum(r{s="webapp"}) by (source)': [
        [{ source: "gateway" }, 1],
        [{ source: "curl" }, 1],
      ],
      'r{s="webapp",src=~"(gateway|curl)"}': [[{}, 1]],
    },
    panels: [graph('r{s="$service",src=~"$src"}', { title: "of $service" })],
  };

  it("are chosen one after the other, each with those before it filled in", async () => {
    const { scope } = await ask(lab);
    expect(scope.chosen.map(({ values }) => values)).toEqual([["catalog"], ["webapp"]]);
  });

  it("go by what is asked for, in queries and titles", async () => {
    const { panels } = await ask(lab, { variables: { service: ["webapp"] } });
    expect(panels.map(({ title }) => title)).toEqual(["of webapp"]);
    expect(panels.map(isEmpty)).toEqual([false]);
  });

  it("may be values of a label in some series", async () => {
    const query = "label_values(istio_build{component='pilot'}, tag)";
    const { asked } = await ask({ list: [{ ...service, query }] });
    expect(asked[0]?.pathname).toBe("/api/v1/label/tag/values");
    expect(asked[0]?.searchParams.get("match[]")).toBe("istio_build{component='pilot'}");
  });

  it("of another kind of query have no values", async () => {
    const { scope } = await ask({ list: [{ ...service, query: "metrics(istio.*)" }] });
    expect(scope.chosen[0]?.values).toEqual([]);
  });
});

describe("the name of a series", () => {
  const query = { id: "A", expr: "up", isInstant: false };
  it.each([
    ["{{ job }} of {{pod}}!", { job: "pilot" }, "pilot of !"],
    ["", { __name__: "up", job: "pilot" }, 'up{job="pilot"}'],
    ["", { __name__: "up" }, "up"],
    ["", {}, "sum(up)"],
  ])("by the legend %j", (legend, labels, name) => {
    const asked = { query: { ...query, legend }, expr: "sum(up)", series: [] };
    expect(legendOf(asked, labels)).toBe(name);
  });
});
