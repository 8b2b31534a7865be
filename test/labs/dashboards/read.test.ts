import { describe, expect, it } from "@jest/globals";
import type { Panel } from "../../../labs/dashboards/board.js";
import type { DashboardJson, PanelJson, VariableJson } from "../../../labs/dashboards/json.js";
import { readBoard } from "../../../labs/dashboards/read.js";

const read = (json: DashboardJson) =>
  readBoard(JSON.stringify({ panels: [], ...json }), "one.json");

/** A board of one panel. */
function panelOf(panel: PanelJson): Panel {
  const [found] = read({ panels: [panel] }).sections.flatMap(({ panels }) => panels);
  if (found === undefined) throw new Error("there is no panel");
  return found;
}

const variableOf = (variable: VariableJson) =>
  read({ templating: { list: [variable] } }).variables[0];

const titles = (json: DashboardJson) =>
  read(json).sections.map(({ title, panels }) => [title, ...panels.map((panel) => panel.title)]);

describe("a dashboard in Grafana's JSON", () => {
  it("has its title, and looks back as far as it says", () => {
    expect(read({ title: "Istio Mesh", time: { from: "now-15m" } })).toMatchObject({
      ...{ title: "Istio Mesh", lastS: 900 },
    });
    expect(read({})).toMatchObject({ title: "one.json", lastS: 300 });
  });

  it("has the panels of a row inside while it is collapsed, and behind it while it is not", () => {
    const panels: PanelJson[] = [
      { type: "graph", title: "above" },
      { type: "row", title: "open", panels: [] },
      { type: "graph", title: "one" },
      { type: "row", title: "closed", panels: [{ type: "graph", title: "two" }] },
    ];
    expect(titles({ panels })).toEqual([
      ["", "above"],
      ["open", "one"],
      ["closed", "two"],
    ]);
  });

  it("may be of the time before the grid: rows of twelve columns, which go on in a new line", () => {
    const panel = (title: string): PanelJson => ({ type: "graph", title, span: 6 });
    const rows = [
      { title: "CPU", showTitle: true, height: "76px", panels: ["a", "b", "c"].map(panel) },
    ];
    const [section] = read({ rows }).sections;
    expect(section?.title).toBe("CPU");
    expect(section?.panels.map(({ place }) => place)).toEqual([
      { x: 0, y: 0, w: 12, h: 2 },
      { x: 12, y: 0, w: 12, h: 2 },
      { x: 0, y: 2, w: 12, h: 2 },
    ]);
  });

  it.each(["no JSON", "[]", '{"title": "no panels"}'])(
    "is refused where it is none: %s",
    (text) => {
      expect(() => readBoard(text, "one.json")).toThrow(
        "one.json is no dashboard in Grafana's JSON.",
      );
    },
  );
});

describe("a panel", () => {
  it.each([
    ["graph", "graph"],
    ["timeseries", "graph"],
    ["singlestat", "stat"],
    ["stat", "stat"],
    ["table", "table"],
    ["text", "text"],
    ["heatmap", "other"],
  ])("of the kind %s is drawn as a %s", (type, kind) => {
    expect(panelOf({ type }).kind).toBe(kind);
  });

  it("has the queries that are not hidden, by their letters", () => {
    const targets = [
      { expr: "up", legendFormat: "__auto" },
      { refId: "X", expr: "down", legendFormat: "{{ job }}", instant: true },
      { expr: "hidden", hide: true },
      { expr: "" },
    ];
    expect(panelOf({ type: "graph", targets }).queries).toEqual([
      { id: "A", expr: "up", legend: "", isInstant: false },
      { id: "X", expr: "down", legend: "{{ job }}", isInstant: true },
    ]);
  });

  it.each<[string, PanelJson]>([
    ["an old curve", { type: "graph", yaxes: [{ format: "ops" }, { format: "short" }] }],
    ["an old number", { type: "singlestat", format: "ops" }],
    ["a new one", { type: "stat", fieldConfig: { defaults: { unit: "ops" } } }],
  ])("of %s has its unit", (_of, panel) => {
    expect(panelOf(panel).unit).toBe("ops");
  });

  it("of a number takes the mean or the last value, singlestat's own choice before stat's", () => {
    const reduceOptions = { calcs: ["lastNotNull"] };
    expect(
      panelOf({ type: "singlestat", valueName: "avg", options: { reduceOptions } }).reduce,
    ).toBe("mean");
    expect(panelOf({ type: "stat", options: { reduceOptions } }).reduce).toBe("last");
    expect(panelOf({ type: "stat", options: { reduceOptions: { calcs: ["max"] } } }).reduce).toBe(
      "max",
    );
  });

  it("has colours by limits, of a number that is coloured at all", () => {
    const panel = { type: "singlestat", thresholds: "95, 99", colors: ["red", "orange", "green"] };
    expect(panelOf(panel).colours).toEqual([]);
    expect(panelOf({ ...panel, colorValue: true }).colours).toEqual([
      { from: undefined, colour: "red" },
      { from: 95, colour: "orange" },
      { from: 99, colour: "green" },
    ]);
  });

  it("of a table has its columns by what is in them", () => {
    const styles = [
      { pattern: "Time", type: "hidden" },
      { pattern: "Value #A", type: "number", unit: "ops", decimals: 2, alias: "Requests" },
      {
        pattern: "Value #B",
        type: "number",
        colorMode: "cell",
        colors: ["red", "green"],
        thresholds: [".95"],
      },
    ];
    expect(panelOf({ type: "table", styles }).columns).toMatchObject([
      { isHidden: true },
      { title: "Requests", unit: "ops", decimals: 2, colours: [] },
      { colours: [{ colour: "red" }, { from: 0.95, colour: "green" }] },
    ]);
  });
});

describe("a variable", () => {
  it("has its query, as a text or within a map", () => {
    const query = "label_values(reporter)";
    expect(variableOf({ name: "qrep", type: "query", query })?.query).toBe(query);
    expect(variableOf({ name: "qrep", type: "query", query: { query } })?.query).toBe(query);
  });

  it("of another kind has the value that the file says", () => {
    const variable = variableOf({
      name: "datasource",
      type: "datasource",
      query: "prometheus",
      current: { value: "default" },
    });
    expect(variable).toMatchObject({ query: undefined, chosen: ["default"] });
  });
});
