import { describe, expect, it } from "@jest/globals";
import { fortioArguments, fortioCommand, type LoadRun } from "../../labs/load-runs.js";

const run: LoadRun = {
  ...{ name: "one", qps: 2, seconds: 30, connections: 1 },
  ...{ url: "http://127.0.0.1:30000/", headers: { Host: "shop.test" } },
};

describe("a run of fortio", () => {
  it("is one argument for each word, a header among them", () => {
    expect(fortioArguments(run)).toEqual([
      ...["load", "-jitter", "-t", "30s", "-c", "1", "-qps", "2", "-labels", "one"],
      ...["-H", "Host: shop.test", "http://127.0.0.1:30000/"],
    ]);
  });

  it("is typed with quotes around what has a space", () => {
    expect(fortioCommand(run)).toBe(
      'fortio load -jitter -t 30s -c 1 -qps 2 -labels one -H "Host: shop.test" http://127.0.0.1:30000/',
    );
  });

  it("names only those limits that it has", () => {
    const more = fortioArguments({
      ...{ ...run, headers: {} },
      ...{ timeoutMs: 2000, allowInitialErrors: true, quiet: true },
    });
    expect(more.join(" ")).toBe(
      "load -quiet -jitter -t 30s -c 1 -qps 2 -timeout 2000ms -allow-initial-errors -labels one http://127.0.0.1:30000/",
    );
  });
});
