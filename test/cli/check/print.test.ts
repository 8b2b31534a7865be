import { describe, expect, it } from "@jest/globals";
import type { Result } from "../../../checks/result.js";
import { printResult, tallyOf, tallyText, waitingTeller } from "../../../cli/check/print.js";
import type { Check } from "../../../labs/checks.js";
import { has } from "../../../labs/probes.js";
import { memoryOutput } from "../../support/memory-output.js";

const check: Check = {
  ...{ says: "half of them fail", needs: "traffic", probe: has("Namespace/default") },
  hint: "look at the pod",
};
const item = { step: "1.48", check } as const;

const failed: Result = {
  ...{ ...item, outcome: "failed", tookMs: 30_000, seen: "0 of 200", wanted: "45–61 %" },
  text: "GET http://127.0.0.1:30000/: 0 of 200, wanted 45–61 %",
  whole: "<html>\n</html>\n",
};

const lines = (result: Result, verbose = false): string[] => {
  const { output, printed } = memoryOutput();
  printResult(output, result, verbose);
  return printed;
};

describe("a check's result in words", () => {
  it("is a line with its time, and what was measured", () => {
    expect(lines({ ...item, outcome: "passed", tookMs: 1_300, seen: "103 of 200" })).toEqual([
      "✓ 1.48 half of them fail (1.3 s)",
      "    seen: 103 of 200",
    ]);
    expect(lines({ ...item, outcome: "passed", tookMs: 3 })).toEqual(["✓ 1.48 half of them fail"]);
  });

  it("is what was seen and what helps, when it failed", () => {
    expect(lines(failed)).toEqual([
      "✗ 1.48 half of them fail (30 s)",
      "    wanted: 45–61 %",
      "    seen: 0 of 200",
      "    hint: look at the pod",
    ]);
  });

  it("is told in full to those who ask: the sentence and all of the answer", () => {
    expect(lines(failed, true).slice(4)).toEqual([
      "    in full: GET http://127.0.0.1:30000/: 0 of 200, wanted 45–61 %",
      "      <html>",
      "      </html>",
    ]);
    expect(lines({ ...item, outcome: "passed", tookMs: 3 }, true)).toHaveLength(1);
  });

  it("is told in full where it passed, too, when it counts what it looked at", () => {
    const passed: Result = {
      ...item,
      outcome: "passed",
      tookMs: 3,
      seen: "2 panels",
      whole: "CPU\nDisk",
    };
    expect(lines(passed)).toHaveLength(2);
    expect(lines(passed, true).slice(2)).toEqual(["      CPU", "      Disk"]);
  });

  it("is the reason, when it was not run", () => {
    expect(lines({ ...item, outcome: "not run", why: "needs mesh: none" })).toEqual([
      "- 1.48 half of them fail (not run: needs mesh: none)",
    ]);
  });

  it("adds up", () => {
    const results: Result[] = [
      { ...item, outcome: "passed", tookMs: 1 },
      failed,
      { ...item, outcome: "passed", tookMs: 1 },
      { ...item, outcome: "not run", why: "" },
    ];
    expect(tallyText(tallyOf(results))).toBe("2 passed, 1 failed, 1 not run");
  });
});

describe("a check that is waited for", () => {
  it("is told every five seconds, with what was seen last", () => {
    let ms = 0;
    const { output, said } = memoryOutput();
    const tell = waitingTeller(output.say, () => ms);
    const waiting = { ...item, seen: "14 of 200", wanted: "none" };
    for (; ms <= 11_000; ms += 1_000) tell([{ ...waiting, waitedMs: ms }]);
    tell([]);
    expect(said).toEqual([
      "  waiting for 1.48 half of them fail, 5.0 s: 14 of 200, wanted none",
      "  waiting for 1.48 half of them fail, 10 s: 14 of 200, wanted none",
    ]);
  });

  it("is told less often where it takes minutes", () => {
    let ms = 0;
    const { output, said } = memoryOutput();
    const tell = waitingTeller(output.say, () => ms);
    for (; ms <= 100_000; ms += 1_000) tell([{ ...item, seen: "s", waitedMs: ms }]);
    const times = said.map((line) => /, (\d[^:]*): s$/.exec(line)?.[1]);
    expect(times.slice(-4)).toEqual(["55 s", "60 s", "75 s", "90 s"]);
  });

  it("is told with the number of the others", () => {
    let ms = 0;
    const { output, said } = memoryOutput();
    const tell = waitingTeller(output.say, () => ms);
    ms = 6_000;
    const waiting = { ...item, seen: "s", waitedMs: 6_000 };
    tell([waiting, waiting, waiting]);
    expect(said).toEqual(["  waiting for 1.48 half of them fail and 2 more, 6.0 s: s"]);
  });
});
