import { describe, expect, it } from "@jest/globals";
import { judgeBoard } from "../../checks/dashboard-probe.js";
import type { AskedBoard, AskedPanel } from "../../checks/dashboards/ask.js";
import { readBoard } from "../../labs/dashboards/read.js";

const board = readBoard(
  JSON.stringify({
    title: "Istio Mesh Dashboard",
    panels: ["Requests", "5xxs", "TCP"].map((title, place) => ({
      ...{ id: place, title, type: "graph", gridPos: { x: 0, y: place, w: 24, h: 1 } },
      targets: [{ refId: "A", expr: `up{is="${title}"}` }],
    })),
  }),
  "istio-mesh",
);

/** The board as it was asked, with figures in these panels. */
function asked(...full: readonly string[]): AskedBoard {
  const series = [{ labels: {}, points: [[1, 2]] as const }];
  const answered = (panel: AskedPanel["panel"]): AskedPanel => ({
    panel,
    title: panel.title,
    queries: panel.queries.map((query) => ({
      ...{ query, expr: query.expr },
      series: full.includes(panel.title) ? series : [],
    })),
  });
  return {
    board,
    scope: { chosen: [], stepS: 5, lastS: 300 },
    span: { from: 0, to: 300 },
    sections: board.sections.map(({ title, panels }) => ({
      title,
      panels: panels.map(answered),
    })),
  };
}

const said = { empty: { TCP: "there is none" }, fleeting: { "5xxs": "as long as nothing fails" } };

describe("a panel whose figures come and go", () => {
  it.each([[["Requests"]], [["Requests", "5xxs"]]])("may have them or not: %j", (full) => {
    expect(judgeBoard(asked(...full), said).holds).toBe(true);
  });

  it("excuses no other one", () => {
    expect(judgeBoard(asked("5xxs"), said).text).toContain('"Requests" is empty');
    expect(judgeBoard(asked("Requests", "TCP"), said).text).toContain("said to be empty");
  });

  it("is one of the dashboard's", () => {
    const wrong = judgeBoard(asked("Requests"), {
      ...said,
      fleeting: { "6xxs": "no such status" },
    });
    expect(wrong.text).toContain('"5xxs" is empty');
    expect(wrong.text).toContain('no panel or row is called "6xxs"');
  });

  it("is told with its reason where it is empty", () => {
    const { whole } = judgeBoard(asked("Requests"), said);
    expect(whole).toContain("5xxs (empty: as long as nothing fails)");
  });
});
