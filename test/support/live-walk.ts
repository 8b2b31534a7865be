import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { execa } from "execa";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { BUILD_LIMIT_MS } from "./build-limit.js";
import { checkout, succeed, type Checkout } from "./checkout.js";
import { makeStandIns } from "./stand-ins.js";
import { expectWell } from "./well.js";

interface WalkResult {
  readonly step: string;
  readonly check: { readonly says: string };
  readonly outcome: "passed" | "failed" | "not run";
  readonly why?: string;
  readonly seen?: string;
}

/** A stretch of a week on a real cluster. */
export interface LiveWalk {
  readonly from: string;
  readonly through: string;
  /** The steps at each of which a check must have passed that this week is about. */
  readonly traffic: readonly string[];
  /** The config key `istio`. Default: the week's own. */
  readonly istio?: string;
}

/** A stretch with a release of Flagger, or with a dozen loads of half a minute each. In ms. */
const WALK_TIMEOUT_MS = 30 * 60_000;

/**
 * The tests of a stretch with real sidecars and real requests, in order: each stands on the one before.
 * @param more tests of the lab as it stands at the end of the stretch.
 */
export function describeLiveWalk(
  week: string,
  walk: LiveWalk,
  more: (lab: () => Checkout) => void = () => undefined,
): void {
  describe(`${week} on kind, from ${walk.from} through ${walk.through}`, () => {
    let lab: Checkout;

    beforeAll(async () => {
      lab = await checkout("docker", week);
      if (walk.istio !== undefined)
        succeed(await lab.lab("config", "set", "istio", walk.istio, "--week", week));
      await makeStandIns(lab, walk.istio);
      succeed(await lab.lab("up", week, "--step", walk.from, "--target", "kind", "--yes"));
    }, BUILD_LIMIT_MS);

    afterAll(async () => {
      await lab[Symbol.asyncDispose]();
    });

    it(
      "passes every check that this machine can run",
      () => expectWalk(lab, walk),
      WALK_TIMEOUT_MS,
    );

    more(() => lab);

    it("leaves no container behind", async () => {
      succeed(await lab.lab("down", week, "--yes"));
      const { stdout } = await execa("docker", ["ps", "-a", "--format", "{{.Names}}"]);
      expect(stdout).not.toContain("myk8s");
    });
  });
}

/**
 * Walks a lab through steps of its week with real requests, from its first one unless another is said. No check may
 * fail; one that is not run says why.
 */
export async function expectWalk(
  lab: Checkout,
  { from, through, traffic }: Partial<LiveWalk> & Omit<LiveWalk, "from">,
): Promise<void> {
  const report = join(lab.root, ".lab", "walk.xml");
  const begin = from === undefined ? [] : ["--from", from];
  const steps = ["--week", lab.week, ...begin, "--through", through];
  const walk = ["check", ...steps, "--yes", "--json", "--junit", report];
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
