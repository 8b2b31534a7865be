import { describe, expect, it } from "@jest/globals";
import { chartOf, reduced } from "../../../app/dashboards/chart.js";
import type { PanelJson } from "../../../labs/dashboards/json.js";
import type { Reduce } from "../../../labs/dashboards/board.js";
import { askedBoard } from "../../support/board.js";

async function chart(panel: PanelJson) {
  const targets = [{ expr: "a", legendFormat: "{{ code }}" }, { expr: "b" }];
  const board = await askedBoard(
    { panels: [{ type: "graph", targets, ...panel }] },
    {
      a: [
        [{ code: "200" }, 2],
        [{ code: "500" }, 1],
      ],
      b: [[{}, Number.NaN]],
    },
  );
  const [asked] = board.sections.flatMap(({ panels }) => panels);
  if (asked === undefined) throw new Error("there is no panel");
  return chartOf(asked, board);
}

describe("the chart of a panel", () => {
  it("has a curve for each series that has a number, all over the same times", async () => {
    const { times, curves } = await chart({});
    expect(times.slice(0, 2)).toEqual([999_700, 999_705]);
    expect(curves.map(({ name, values }) => [name, values.length, values[0]])).toEqual([
      ["200", 61, 2],
      ["500", 61, 1],
    ]);
    expect(new Set(curves.map(({ colour }) => colour)).size).toBe(2);
  });

  it("is filled as much as the panel says, and wholly where curves stand upon one another", async () => {
    expect(await chart({ fill: 1 })).toMatchObject({ fill: 0.1, isStacked: false });
    expect(await chart({ fill: 0, stack: true })).toMatchObject({ fill: 0.8, isStacked: true });
  });

  it("is bare behind a number", async () => {
    expect(await chart({ type: "stat" })).toMatchObject({ isBare: true });
    expect(await chart({})).toMatchObject({ isBare: false });
  });
});

describe("the number of a series", () => {
  const points = [
    [1, 4],
    [2, Number.NaN],
    [3, 1],
    [4, 7],
    [5, Number.NaN],
  ] as const;
  it.each<[Reduce, number]>([
    ["mean", 4],
    ["total", 12],
    ["max", 7],
    ["min", 1],
    ["last", 7],
  ])("is its %s", (reduce, value) => {
    expect(reduced({ labels: {}, points }, { reduce })).toBe(value);
  });

  it("is none where it has no number", () => {
    expect(reduced({ labels: {}, points: [[1, Number.NaN]] }, { reduce: "mean" })).toBeUndefined();
  });
});
