import { describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as prettier from "prettier";
import { registered, requireFreeNumber, skeletonOf } from "../../labs/skeleton.js";
import { root } from "../../lib/paths.js";
import { whyNot } from "../../tools/releases.js";

const files = skeletonOf("week12");

describe("the skeleton of a week", () => {
  it("has one chapter with two steps, each with its page and its typed file", () => {
    expect(files.map(({ path }) => path.replace("labs/week12/", ""))).toEqual([
      ...["index.ts", "versions.ts", "cluster.ts", "1-start/README.md", "1-start/chapter.ts"],
      ...["1-start/12.1-cluster.md", "1-start/12.1-cluster.ts"],
      ...["1-start/12.2-namespace.md", "1-start/12.2-namespace.ts"],
    ]);
  });

  it.each(files.map(({ path, text }) => [path, text]))("is formatted: %s", async (path, text) => {
    const options = await prettier.resolveConfig(join(root, path));
    expect(await prettier.format(text, { ...options, filepath: path })).toBe(text);
  });

  it("has a check in the words that checks are written in", () => {
    const { text = "" } = files.find(({ path }) => path.endsWith("2-namespace.ts")) ?? {};
    expect(text).toContain('has("Namespace/shop", { status: { phase: "Active" } })');
  });

  it("is for versions that there are tools for", () => {
    const { text = "" } = files.find(({ path }) => path.endsWith("versions.ts")) ?? {};
    const [, kubernetes = "", istio = ""] = /kubernetes: "(.*)", istio: "(.*)"/.exec(text) ?? [];
    expect(kubernetes).not.toBe("");
    expect(whyNot({ kubernetes, istio })).toBeUndefined();
  });

  it("is added to the weeks that there are, behind them", () => {
    const registry = registered(readFileSync(join(root, "labs/index.ts"), "utf8"), "week12");
    expect(registry).toContain('import { week12 } from "./week12/index.js";\n');
    expect(registry).toMatch(/weeks: readonly Week\[\] = \[.*week3.*, week12\];/);
  });

  it.each(["nine", "week", "week0", "week09", "Week9", "week9/x"])("has no name like %j", (id) => {
    expect(() => skeletonOf(id)).toThrow(
      `"${id}" is no name of a week: week and a number, as week9.`,
    );
  });

  it("has no number that another week has, whatever that is called", () => {
    const others = ["week1", "kans7"];
    expect(() => {
      requireFreeNumber("week7", others);
    }).toThrow("The steps of kans7 begin with 7 already, so 7.1 would be of either.");
    expect(() => {
      requireFreeNumber("week17", others);
    }).not.toThrow();
  });
});
