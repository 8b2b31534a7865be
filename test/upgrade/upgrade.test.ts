import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { declaredAt, LABS, type Declared } from "./declared.js";

const kept = async (week: string): Promise<Readonly<Record<string, Declared>>> => {
  const text = await readFile(join(import.meta.dirname, `${week}.json`), "utf8");
  return JSON.parse(text) as Record<string, Declared>;
};

const labs = Object.entries(LABS).flatMap(([week, steps]) =>
  steps.flatMap((step) => (["kind", "kwok"] as const).map((target) => ({ week, step, target }))),
);

describe("a stack that was made before", () => {
  it.each(labs)(
    "sees the same resources with the same inputs: $step on $target",
    async ({ week, step, target }) => {
      const before = (await kept(week))[`${step} on ${target}`];
      // made anew by test/upgrade/store.ts, where a change is meant
      expect(await declaredAt(week, step, target)).toEqual(before);
    },
  );
});
