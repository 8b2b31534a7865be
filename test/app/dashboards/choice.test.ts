import { describe, expect, it } from "@jest/globals";
import { askChosen } from "../../../app/dashboards/ask.js";
import { dashboardNamed, dashboardNames, dashboardText } from "../../../app/dashboards/source.js";
import { prometheusAt } from "../../../checks/prometheus.js";
import { readBoard } from "../../../labs/dashboards/read.js";
import { week1 } from "../../../labs/week1/index.js";
import { fakePrometheus } from "../../support/prometheus.js";

const list = [
  { name: "datasource", type: "datasource", current: { value: "default" } },
  { name: "service", type: "query", query: "label_values(service)", includeAll: true, multi: true },
];
const board = readBoard(JSON.stringify({ panels: [], templating: { list } }), "one.json");

function chosen(...vars: readonly string[]) {
  const { http } = fakePrometheus({}, { service: ["catalog", "forum", "webapp"] });
  return askChosen(board, prometheusAt("http://x", http), { vars, lastS: undefined });
}

describe("what a learner chooses of a dashboard", () => {
  it("are values of its variables, several of one too", async () => {
    const { scope } = await chosen("service=catalog", "service=webapp");
    expect(scope.chosen.at(-1)?.values).toEqual(["catalog", "webapp"]);
  });

  it("may be all of them", async () => {
    expect((await chosen("service=All")).scope.chosen.at(-1)?.values).toHaveLength(3);
  });

  it.each([
    ["service", "bad-variable", '"service" is no variable with its value.'],
    [
      "servce=catalog",
      "unknown-variable",
      'The dashboard has no variable "servce". Did you mean "service"? Variables: service.',
    ],
    [
      "datasource=other",
      "unknown-variable",
      'The dashboard has no variable "datasource". Variables: service.',
    ],
    [
      "service=catalogue",
      "unknown-value",
      'service is never "catalogue". Did you mean "catalog"? Values: catalog, forum, webapp.',
    ],
  ])("is refused with what there is: %s", async (text, code, message) => {
    await expect(chosen(text)).rejects.toMatchObject({
      ...{ code, message, exitCode: 2 },
      next: expect.any(String) as unknown,
    });
  });
});

describe("the dashboards of a week", () => {
  it("are the six of the release, and its own", () => {
    expect(dashboardNames(week1)).toEqual([
      ...["istio-mesh", "istio-service", "istio-workload", "istio-performance"],
      ...["istio-control-plane", "istio-extension", "week1"],
    ]);
    const { board: _board, ...without } = week1;
    expect(dashboardNames(without)).not.toContain("week1");
  });

  it("are refused by another name", () => {
    expect(() => dashboardNamed(week1, "istio-mush")).toThrow(
      /^week1 has no dashboard "istio-mush". Did you mean "istio-mesh"\? Dashboards: istio-mesh, /,
    );
    expect(() => dashboardNamed(week1, "week3")).toThrow(/has no dashboard "week3"/);
  });

  it("have a text each", async () => {
    expect(readBoard(await dashboardText(week1, "week1"), "week1").title).toMatch(/week 1/);
  });
});
