import { describe, expect, it } from "@jest/globals";
import type { DistributionProbe, JaegerProbe } from "../../../labs/probe-kinds.js";
import { falseAlarm } from "../../../labs/sample.js";
import { week1 } from "../../../labs/week1/index.js";

const probes = week1.steps.flatMap(({ id, checks }) =>
  checks.flatMap(({ probe }) => (probe.kind === "distribution" ? [{ id, probe }] : [])),
);

/** The distribution of a step that leaves something to chance. */
function chanceAt(id: string): DistributionProbe {
  const found = probes.find(({ id: step, probe }) => step === id && probe.chance !== undefined);
  if (found === undefined) throw new Error(`${id} leaves nothing to chance`);
  return found.probe;
}

/** How often a lab with this share passes one sample. */
const passes = ({ requests, share }: DistributionProbe, expected: number): number =>
  1 - falseAlarm(requests, { ...share, expected });

describe("the samples of week 1", () => {
  it("say how sure they are wherever the share is neither all nor none", () => {
    const open = probes.filter(({ probe: { share } }) => share.min !== share.max);
    expect(open.map(({ id }) => id)).toEqual(["1.48", "1.49", "1.54"]);
    for (const { probe } of open) expect(probe.chance?.confidence).toBeGreaterThan(0.99);
  });

  it.each([
    { id: "1.48", wrong: "retries", share: 0.51 ** 4 },
    { id: "1.48", wrong: "a fault of 100 %", share: 1 },
    { id: "1.49", wrong: "no retries", share: 0.49 },
    { id: "1.49", wrong: "one more try instead of three", share: 1 - 0.51 ** 2 },
    { id: "1.54", wrong: "v1 alone", share: 0 },
    { id: "1.54", wrong: "nine of ten to one version", share: 0.9 },
  ])("catch $wrong at $id, however often they are repeated", ({ id, share }) => {
    // about 30 samples fit into the time limit
    expect(30 * passes(chanceAt(id), share)).toBeLessThan(0.05);
  });

  it("send enough requests for a trace, 999 times of 1000, when one in a hundred is traced", () => {
    const jaeger = week1.steps
      .flatMap(({ checks }) => checks.map(({ probe }) => probe))
      .filter((probe): probe is JaegerProbe => probe.kind === "jaeger");
    expect(jaeger).toHaveLength(1);
    for (const { after } of jaeger) {
      const requests = after?.requests ?? 0;
      const one = { expected: 0.01, min: 1 / requests, max: 1 };
      expect(falseAlarm(requests, one)).toBeLessThan(0.001);
    }
  });
});
