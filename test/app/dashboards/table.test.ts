import { describe, expect, it } from "@jest/globals";
import { tableOf } from "../../../app/dashboards/table.js";
import type { StyleJson } from "../../../labs/dashboards/json.js";
import { askedBoard } from "../../support/board.js";
import type { Given } from "../../support/prometheus.js";

async function table(
  given: Readonly<Record<string, readonly Given[]>>,
  styles: readonly StyleJson[] = [],
) {
  const targets = Object.keys(given).map((expr, place) => ({
    ...{ expr, refId: "ABC"[place] ?? "", instant: true },
  }));
  const board = await askedBoard({ panels: [{ type: "table", targets, styles }] }, given);
  const [asked] = board.sections.flatMap(({ panels }) => panels);
  if (asked === undefined) throw new Error("there is no panel");
  const { columns, rows } = tableOf(asked);
  return { columns, rows: rows.map((row) => row.map(({ text }) => text)), cells: rows };
}

describe("a table", () => {
  const rates: readonly Given[] = [
    [{ wl: "catalog", service: "catalog.shop" }, 2],
    [{ wl: "webapp", service: "webapp.shop" }, 1],
  ];

  it("joins what several queries say of the same labels into one row", async () => {
    const times: readonly Given[] = [
      [{ wl: "catalog" }, 0.5],
      [{ wl: "forum" }, 3],
    ];
    expect(await table({ rates, times })).toMatchObject({
      columns: ["service", "wl", "Value #A", "Value #B"],
      rows: [
        ["catalog.shop", "catalog", "2", "0.5"],
        ["webapp.shop", "webapp", "1", ""],
        ["", "forum", "", "3"],
      ],
    });
  });

  it("has a column for each query, also for one that found nothing", async () => {
    const { columns, rows } = await table({ rates, times: [[{ wl: "catalog" }, Number.NaN]] });
    expect(columns).toEqual(["service", "wl", "Value #A", "Value #B"]);
    expect(rows[0]).toEqual(["catalog.shop", "catalog", "2", ""]);
  });

  it("calls the one value of a single query so", async () => {
    expect((await table({ rates })).columns).toEqual(["service", "wl", "Value"]);
  });

  it("has columns by their pattern: titles, units, colours, and some not at all", async () => {
    const { columns, rows, cells } = await table({ rates }, [
      { pattern: "service", type: "hidden" },
      { pattern: "/^w/", alias: "Workload", type: "string" },
      {
        ...{ pattern: "Value", alias: "Share", type: "number", unit: "percentunit", decimals: 1 },
        ...{ colorMode: "cell", colors: ["red", "green"], thresholds: ["1.5"] },
      },
    ]);
    expect(columns).toEqual(["Workload", "Share"]);
    expect(rows).toEqual([
      ["catalog", "200.0%"],
      ["webapp", "100.0%"],
    ]);
    expect(cells.map(([, cell]) => cell?.colour)).toEqual(["green", "red"]);
  });
});
