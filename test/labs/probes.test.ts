import { describe, expect, it } from "@jest/globals";
import { share, shareByChance } from "../../labs/probes.js";

const URL = "http://127.0.0.1:30000/items";
const bounds = { expected: 0.51, min: 0.4, max: 0.62 };

describe("a share that is left to chance", () => {
  it("says which share a right lab has, and how sure its failure is", () => {
    const probe = shareByChance(200, URL, { status: 500 }, { ...bounds, confidence: 0.995 });
    expect(probe).toEqual({
      ...share(200, URL, { status: 500 }, 0.4, 0.62),
      chance: { expected: 0.51, confidence: 0.995 },
    });
  });

  it("is refused with too few requests, with the number that it takes", () => {
    const few = (): unknown =>
      shareByChance(50, URL, { status: 500 }, { ...bounds, confidence: 0.995 });
    expect(few).toThrow("50 requests are too few for a confidence of 0.995: it takes 155");
  });
});
