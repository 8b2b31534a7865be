import { expect, it } from "@jest/globals";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { succeed } from "../support/checkout.js";
import { describeLiveWalk } from "../support/live-walk.js";

/** Timeouts, retries, limits of connections, and endpoints that are left out. */
describeLiveWalk(
  "week3",
  {
    from: "3.43",
    through: "3.66",
    traffic: [
      ...["3.45", "3.46", "3.47", "3.48", "3.49", "3.50", "3.51", "3.52", "3.53"],
      ...["3.57", "3.58", "3.59", "3.60", "3.61", "3.65", "3.66"],
    ],
  },
  (lab) => {
    it("makes a run of fortio, and leaves its histogram where it is told to", async () => {
      const file = join(lab().home, "histogram.svg");
      const { stdout } = succeed(await lab().lab("load", "run", "--out", file));
      expect(stdout).toMatch(/^code +calls +share\n200 +\d+ +100\.0 %$/m);
      expect(stdout).toContain(`Histogram: ${file}`);
      expect(await readFile(file, "utf8")).toContain("3.66 two-callers");
    });
  },
);
