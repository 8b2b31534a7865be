import { describe, expect, it } from "@jest/globals";
import { readBoard } from "../../../labs/dashboards/read.js";
import { weeks } from "../../../labs/index.js";

const withBoard = weeks.filter(({ board }) => board !== undefined);

describe("the dashboard of a week's own", () => {
  it.each(withBoard)("is one in Grafana's JSON, of panels that are drawn: $id", async (week) => {
    const board = readBoard((await week.board?.()) ?? "", week.id);
    const panels = board.sections.flatMap((section) => section.panels);
    expect(board.title).toMatch(/^Istio Lab, (?:KANS )?week \d: /);
    expect(panels.length).toBeGreaterThan(5);
    expect(panels.map(({ kind }) => kind)).not.toContain("other");
    expect(panels.filter(({ queries }) => queries.length === 0)).toEqual([]);
  });

  it.each(withBoard)("names only steps that the week has: $id", async (week) => {
    const ids = new Set<string>(week.steps.map(({ id }) => id));
    const board = readBoard((await week.board?.()) ?? "", week.id);
    const named = board.sections.flatMap(({ title }) => title.match(/\d+(\.\d+)+/g) ?? []);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
    expect(named.length).toBeGreaterThan(0);
  });
});
