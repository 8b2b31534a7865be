import { expect } from "@jest/globals";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Checkout } from "./checkout.js";
import { expectWell } from "./well.js";

interface WalkResult {
  readonly step: string;
  readonly check: { readonly says: string };
  readonly outcome: "passed" | "failed" | "not run";
  readonly why?: string;
  readonly seen?: string;
}

/**
 * Walks a lab through its week with real requests. No check may fail; one that is not run says why.
 * @param traffic the steps at each of which a check must have passed that this week is about.
 */
export async function expectWalk(
  lab: Checkout,
  through: string,
  traffic: readonly string[],
): Promise<void> {
  const report = join(lab.root, ".lab", "walk.xml");
  const walk = ["check", lab.week, "--through", through, "--yes", "--json", "--junit", report];
  const { exitCode, stdout, stderr } = await lab.lab(...walk);
  const { results } = JSON.parse(stdout) as { readonly results: readonly WalkResult[] };
  const failed = results.filter(({ outcome }) => outcome === "failed");
  expect({ failed, stderr: failed.length === 0 ? "" : stderr }).toEqual({ failed: [], stderr: "" });
  expect(exitCode).toBe(0);
  const passed = new Set(
    results.filter(({ outcome }) => outcome === "passed").map(({ step }) => step),
  );
  expect(traffic.filter((step) => !passed.has(step))).toEqual([]);
  const unexplained = results.filter(({ outcome, why }) => outcome === "not run" && !why);
  expect(unexplained).toEqual([]);
  expect(await readFile(report, "utf8")).toContain("<testsuite");
  await expectWell(lab);
}
