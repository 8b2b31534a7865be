import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { execa } from "execa";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkout, succeed, type Checkout } from "../support/checkout.js";
import { expectWalk } from "../support/live-walk.js";

/** The steps that issue 5 wants to see with real requests, and those of Flagger and of what lies outside. */
const TRAFFIC = [
  ...["3.6", "3.8", "3.9", "3.12", "3.13", "3.14", "3.15", "3.16", "3.19", "3.20", "3.22", "3.24"],
  ...["3.27", "3.28", "3.29", "3.33", "3.34", "3.35", "3.36", "3.37", "3.38", "3.39", "3.40"],
  ...["3.41", "3.42", "3.45", "3.46", "3.47", "3.48", "3.49", "3.50", "3.51", "3.52", "3.53"],
  ...["3.57", "3.58", "3.59", "3.60", "3.61", "3.65", "3.66"],
];

/** 66 steps, with a release of Flagger and a dozen loads of half a minute each. In ms. */
const WALK_TIMEOUT_MS = 45 * 60_000;

/** Week 3 on a real cluster with real sidecars, in order: each test stands on the one before. */
describe("week 3 on kind", () => {
  let lab: Checkout;

  beforeAll(async () => {
    lab = await checkout("docker", "week3");
    succeed(await lab.lab("up", "week3", "--target", "kind", "--yes"));
  });

  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
  });

  it(
    "passes every check of the week that this machine can run",
    () => expectWalk(lab, "3.66", TRAFFIC),
    WALK_TIMEOUT_MS,
  );

  it("makes a run of fortio, and leaves its histogram where it is told to", async () => {
    const file = join(lab.home, "histogram.svg");
    const { stdout } = succeed(await lab.lab("load", "run", "--out", file));
    expect(stdout).toMatch(/^code +calls +share\n200 +\d+ +100\.0 %$/m);
    expect(stdout).toContain(`Histogram: ${file}`);
    expect(await readFile(file, "utf8")).toContain("3.66 two-callers");
  });

  it("leaves no container behind", async () => {
    succeed(await lab.lab("down", "week3", "--yes"));
    const { stdout } = await execa("docker", ["ps", "-a", "--format", "{{.Names}}"]);
    expect(stdout).not.toContain("myk8s");
  });
});
