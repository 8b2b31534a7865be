import { describe, expect, it } from "@jest/globals";
import { waitFor, waitUntil } from "../../lib/wait.js";

/** A clock that only a pause moves on, and what was asked of it. */
function clock() {
  let time = 0;
  const looks: number[] = [];
  return {
    looks,
    look: (): void => {
      looks.push(time);
    },
    options: {
      limitMs: 1_000,
      pauseMs: 400,
      now: () => time,
      sleep: (ms: number) => {
        time += ms;
        return Promise.resolve();
      },
    },
  };
}

describe("what comes by itself", () => {
  it("is looked for at once, and given back as soon as it is there", async () => {
    const { look, looks, options } = clock();
    const found = await waitFor(() => {
      look();
      return Promise.resolve(looks.length === 2 ? "a pod" : undefined);
    }, options);
    expect(found).toBe("a pod");
    expect(looks).toEqual([0, 400]);
  });

  it("is given up after the limit, with a last look behind it", async () => {
    const { look, looks, options } = clock();
    const found = await waitFor<string>(() => {
      look();
      return Promise.resolve(undefined);
    }, options);
    expect(found).toBeUndefined();
    expect(looks).toEqual([0, 400, 800, 1_200]);
  });

  it("is not waited for any longer after an error", async () => {
    const { options } = clock();
    const wait = waitFor(() => Promise.reject(new Error("gone")), options);
    await expect(wait).rejects.toThrow("gone");
  });

  it.each([
    [true, [0]],
    [false, [0, 400, 800, 1_200]],
  ])("may be a question whose answer is %s", async (answer, times) => {
    const { look, looks, options } = clock();
    const asked = waitUntil(() => {
      look();
      return Promise.resolve(answer);
    }, options);
    expect(await asked).toBe(answer);
    expect(looks).toEqual(times);
  });
});
