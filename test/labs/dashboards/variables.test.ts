import { describe, expect, it } from "@jest/globals";
import type { Variable } from "../../../labs/dashboards/board.js";
import {
  choose,
  filledQuery,
  filledText,
  optionsOf,
  type Chosen,
} from "../../../labs/dashboards/variables.js";

const variable: Variable = {
  ...{ name: "wl", query: "label_values(x)", regex: "", sort: 0 },
  ...{ isMulti: false, hasAll: false, allValue: undefined, chosen: [] },
};
const many: Variable = { ...variable, isMulti: true, hasAll: true };

const scopeOf = (...chosen: readonly Chosen[]) => ({ chosen, stepS: 5, lastS: 300 });
const isOne = (value: string, of = variable) =>
  scopeOf({ variable: of, options: [value], values: [value], isAll: false });
const isMany = (...values: readonly string[]) =>
  scopeOf({ variable: many, options: values, values, isAll: false });

describe("the variables in a query", () => {
  it.each(['x{a="$wl"}', 'x{a="${wl}"}', 'x{a="[[wl]]"}'])("are filled in: %s", (query) => {
    expect(filledQuery(query, isOne("webapp"))).toBe('x{a="webapp"}');
  });

  it("are one expression for several values", () => {
    expect(filledQuery('x{a=~"$wl"}', isMany("a", "b.c"))).toBe('x{a=~"(a|b\\\\.c)"}');
    expect(filledQuery('x{a=~"$wl"}', isMany("b.c"))).toBe('x{a=~"b\\\\.c"}');
  });

  it("are as they are where only one value is possible", () => {
    expect(filledQuery('x{a=~"$wl"}', isOne("b.c"))).toBe('x{a=~"b.c"}');
  });

  it.each([
    ["${wl:regex}", "(a|b\\\\.c)"],
    ["${wl:pipe}", "a|b.c"],
    ["${wl:csv}", "a,b.c"],
    ["[[wl:raw]]", "a,b.c"],
    ["${wl:text}", "a + b.c"],
  ])("go by the format that they name: %s", (query, filled) => {
    expect(filledQuery(query, isMany("a", "b.c"))).toBe(filled);
  });

  it("stand for all values by the value that says so, or else by all of them", () => {
    const all = { options: ["a", "b"], values: ["a", "b"], isAll: true };
    expect(filledQuery("$wl", scopeOf({ variable: many, ...all }))).toBe("(a|b)");
    const wild = { ...many, allValue: ".*" };
    expect(filledQuery("$wl", scopeOf({ variable: wild, ...all }))).toBe(".*");
    expect(filledText("of $wl", scopeOf({ variable: many, ...all }))).toBe("of All");
  });

  it("are Grafana's own times, too", () => {
    expect(filledQuery("rate(x[$__rate_interval]) [$__interval] [${__range}]", scopeOf())).toBe(
      "rate(x[60s]) [5s] [300s]",
    );
    const seldom = { ...scopeOf(), stepS: 120 };
    expect(filledQuery("[$__rate_interval]", seldom)).toBe("[135s]");
  });

  it("are left where the dashboard has none of that name", () => {
    expect(filledQuery('label_replace(x, "a", "$1", "b", "(.*)")', isOne("webapp"))).toContain(
      '"$1"',
    );
  });
});

describe("the values of a variable", () => {
  it("are what its expression meets in each text, each once", () => {
    const texts = [
      '{source_cluster="a"} 1 2',
      '{source_cluster="b"} 1 2',
      '{source_cluster="a"} 3 4',
      "{} 1 2",
    ];
    const regex = '/.*cluster="([^"]*).*/';
    expect(optionsOf(texts, { ...variable, regex })).toEqual(["a", "b"]);
    expect(optionsOf(["v1-a", "v2-b", "x"], { ...variable, regex: "/^v\\d/" })).toEqual([
      "v1",
      "v2",
    ]);
  });

  it.each([
    [0, ["b", "A", "c10", "c9"]],
    [1, ["A", "b", "c10", "c9"]],
    [2, ["c9", "c10", "b", "A"]],
    [5, ["A", "b", "c10", "c9"]],
    [6, ["c9", "c10", "b", "A"]],
  ])("are sorted by Grafana's number %s", (sort, sorted) => {
    expect(optionsOf(["b", "A", "c10", "c9"], { ...variable, sort })).toEqual(sorted);
  });

  it("are sorted by number where it says so", () => {
    expect(optionsOf(["10", "9"], { ...variable, sort: 3 })).toEqual(["9", "10"]);
    expect(optionsOf(["9", "10"], { ...variable, sort: 4 })).toEqual(["10", "9"]);
  });
});

describe("the choice of a variable", () => {
  it("is what was asked for", () => {
    expect(choose(many, ["a", "b"], ["b"])).toMatchObject({ values: ["b"], isAll: false });
    expect(choose(many, ["a", "b"], ["All"])).toMatchObject({ values: ["a", "b"], isAll: true });
  });

  it("is what the dashboard has chosen, if there is such a value", () => {
    const chosen = ["destination"];
    expect(choose({ ...variable, chosen }, ["source", "destination"], undefined).values).toEqual(
      chosen,
    );
    expect(choose({ ...variable, chosen }, ["source"], undefined).values).toEqual(["source"]);
  });

  it("is else all of them, or the first", () => {
    expect(choose(many, ["a", "b"], undefined).isAll).toBe(true);
    expect(choose(variable, ["a", "b"], undefined).values).toEqual(["a"]);
    expect(choose(variable, [], undefined).values).toEqual([]);
  });

  it("is the file's own for one without a query", () => {
    const fixed = { ...variable, query: undefined, chosen: ["default"] };
    expect(choose(fixed, [], undefined).values).toEqual(["default"]);
  });
});
