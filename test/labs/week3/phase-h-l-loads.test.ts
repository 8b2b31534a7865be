import { describe, expect, it } from "@jest/globals";
import { loadLook } from "../../../checks/load-probe.js";
import type { LoadProbe } from "../../../labs/load-runs.js";
import { fortioJson } from "../../support/fortio.js";
import { host, passes as printedPasses, pretty } from "../../support/printed.js";
import { steps } from "./chapter6.js";

/** The load check of a step whose sentence has this in it. */
function loadOf(id: string, says: string): LoadProbe {
  const checks = steps.find((step) => step.id === id)?.checks ?? [];
  const found = checks.find((check) => check.says.includes(says))?.probe;
  if (found?.kind !== "load") throw new Error(`${id} has no load check "${says}"`);
  return found;
}

interface Counted {
  /** How many calls of a thousand were answered well; the others failed. */
  readonly well: number;
  readonly p50?: number;
  readonly p75?: number;
  readonly qps?: number;
}

/** Whether what fortio counted passes the check of a step. */
async function passes(probe: LoadProbe, counted: Counted): Promise<boolean> {
  const { well, p50 = 0.19, p75 = 0.2, qps = 2 } = counted;
  const stdout = fortioJson({
    ActualQPS: qps,
    RetCodes: { 200: well, 500: 1000 - well },
    DurationHistogram: {
      ...{ Count: 1000, Avg: 0.4, Data: [] },
      Percentiles: [
        { Percentile: 50, Value: p50 },
        { Percentile: 75, Value: p75 },
      ],
    },
  });
  const host = () => Promise.resolve({ stdout, stderr: "" });
  return (await loadLook(probe, host, undefined)()).holds;
}

const allWell = { well: 1000 };

describe("what fortio counts", () => {
  // the figures are those of the study, and next to its limits
  it.each<[string, string, Counted, Counted]>([
    ["3.36", "a third", { well: 1000, p75: 1.013 }, { well: 1000, p75: 0.196 }],
    ["3.36", "a third", { well: 1000, p75: 0.9 }, { well: 999, p75: 1.013 }],
    ["3.37", "a third", { well: 1000, p75: 1.008 }, { well: 1000, p75: 0.21 }],
    ["3.38", "three quarters", { well: 1000, qps: 34.1 }, { well: 1000, p75: 1, qps: 34.1 }],
    ["3.38", "three quarters", { well: 1000, qps: 26 }, { well: 1000, qps: 23.1 }],
    ["3.56", "half of them", { well: 1000, p50: 1.01282 }, { well: 1000, p50: 1.11 }],
    ["3.56", "half of them", { well: 1000, p50: 1 }, { well: 1000, p50: 0.99 }],
    ["3.57", "70 %", { well: 857 }, { well: 699 }],
    ["3.59", "two fifths", { well: 491 }, allWell],
    ["3.59", "two fifths", { well: 600 }, { well: 601 }],
    ["3.60", "61 %", { well: 971 }, { well: 609 }],
    ["3.61", "All requests", allWell, { well: 971 }],
    ["3.63", "All requests", allWell, { well: 667 }],
    ["3.64", "a third", { well: 667 }, allWell],
    ["3.64", "a third", { well: 850 }, { well: 851 }],
    ["3.65", "90 %", { well: 967 }, { well: 667 }],
    ["3.66", "All requests", allWell, { well: 967 }],
  ])("at step %s, %s: passes and fails as it should", async (id, says, good, bad) => {
    expect(await passes(loadOf(id, says), good)).toBe(true);
    expect(await passes(loadOf(id, says), bad)).toBe(false);
  });

  it("is not enough at 3.65: an endpoint must be seen left out", async () => {
    const { meanwhile } = loadOf("3.65", "90 %");
    if (meanwhile === undefined) throw new Error("nothing is looked at meanwhile");
    const endpoints = (...checks: readonly ("OK" | "FAILED")[]): string =>
      pretty([{ name: "outbound", hostStatuses: checks.map((check) => host(8080, check)) }]);
    expect(await printedPasses(meanwhile, endpoints("OK", "FAILED", "OK"))).toBe(true);
    expect(await printedPasses(meanwhile, endpoints("OK", "OK", "OK"))).toBe(false);
  });
});
