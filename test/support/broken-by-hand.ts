import { expect, it } from "@jest/globals";
import { succeed, type Checkout } from "./checkout.js";

/** A change that somebody makes to an object of a lab, and what a check of a step then says. */
export interface Breakage {
  /** `a weight` */
  readonly what: string;
  readonly step: string;
  /** Kind and name of an object in `istioinaction`, and what is merged into it. */
  readonly patch: readonly [kind: string, name: string, change: object];
  /** What is said of the answers. */
  readonly seen: RegExp;
}

/** The tests of a lab that is broken by hand: the check of the step fails and says why, and an `up` mends it. */
export function itNoticesBreakage(lab: () => Checkout, breakages: readonly Breakage[]): void {
  it.each(breakages)(
    "broken by hand in $what fails the check of $step, which says what was seen, and is mended by up",
    async ({ step, patch: [kind, name, change], seen }) => {
      const { lab: run, shell, week } = lab();
      const where = ["-n", "istioinaction", "--type=merge", "-p", JSON.stringify(change)];
      succeed(await run("goto", step, "--week", week, "--yes"));
      succeed(await shell("kubectl", "patch", kind, name, ...where));
      const broken = await run("check", step);
      expect(broken.exitCode).toBe(1);
      expect(broken.all).toMatch(seen);
      succeed(await run("up", week, "--yes"));
      succeed(await run("check", step));
    },
  );
}

/** A subset of catalog's DestinationRule. */
export const subset = (name: string, version: string): object => ({ name, labels: { version } });

/** A route to both versions of catalog. */
export const weights = (v1: number, v2: number): object => ({
  route: [
    { destination: { host: "catalog", subset: "version-v1" }, weight: v1 },
    { destination: { host: "catalog", subset: "version-v2" }, weight: v2 },
  ],
});
