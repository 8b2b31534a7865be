import { expect, it } from "@jest/globals";
import { printLoad } from "../../../cli/text/load.js";
import { memoryOutput } from "../../support/memory-output.js";

it("a run is told as how its calls were answered, and in what time", () => {
  const { output, printed } = memoryOutput();
  printLoad(output, {
    ...{ calls: 40, qps: 1.94, average: 0.4116, histogram: [] },
    codes: { "-1": 1, 200: 10, 500: 29 },
    percentiles: { 50: 0.2, 99.9: 1.1 },
  });
  expect(printed).toEqual([
    "code       calls  share",
    "200        10     25.0 %",
    "500        29     72.5 %",
    "no answer  1      2.5 %",
    "",
    "calls/s  average  P50     P99.9",
    "1.9      412 ms   200 ms  1100 ms",
  ]);
});
