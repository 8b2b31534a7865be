import { describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { limited } from "../../checks/limited.js";

describe("work on many items", () => {
  it("goes on with so many at once and no more, and gives the results in order", async () => {
    let open = 0;
    let most = 0;
    const results = await limited([30, 10, 20, 5, 1], 2, async (ms) => {
      open += 1;
      most = Math.max(most, open);
      await sleep(ms);
      open -= 1;
      return ms * 2;
    });
    expect(results).toEqual([60, 20, 40, 10, 2]);
    expect(most).toBe(2);
  });

  it("begins nothing more after the first failure", async () => {
    const begun: number[] = [];
    const work = (item: number): Promise<number> => {
      begun.push(item);
      return item === 2 ? Promise.reject(new Error("two")) : sleep(5, item);
    };
    await expect(limited([1, 2, 3, 4, 5, 6], 2, work)).rejects.toThrow("two");
    await sleep(20);
    expect(begun).toEqual([1, 2]);
  });
});
