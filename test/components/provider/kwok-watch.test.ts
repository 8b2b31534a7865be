import { describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { whileAlive } from "../../../components/provider/kwok-watch.js";

const nobody = (): Promise<undefined> => Promise.resolve(undefined);

/** Work that takes a minute unless it is aborted. */
const long = async (signal: AbortSignal): Promise<string> => {
  await sleep(60_000, undefined, { signal });
  return "done";
};

describe("work that needs some processes", () => {
  it("comes to its own end while they live", async () => {
    await expect(whileAlive(() => Promise.resolve("done"), nobody, 5)).resolves.toBe("done");
    await expect(whileAlive(() => Promise.reject(new Error("its own")), nobody, 5)).rejects.toThrow(
      "its own",
    );
  });

  it("is aborted as soon as one has died, with the reason", async () => {
    const started = Date.now();
    let looks = 0;
    const etcd = (): Promise<Error | undefined> =>
      Promise.resolve(++looks > 2 ? new Error("etcd ended") : undefined);
    await expect(whileAlive(long, etcd, 5)).rejects.toThrow("etcd ended");
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  it("that failed because one had died tells of that one", async () => {
    const work = whileAlive(
      () => Promise.reject(new Error("no answer")),
      () => Promise.resolve(new Error("etcd ended")),
      5,
    );
    await expect(work).rejects.toThrow("etcd ended");
  });

  it("goes on when nothing can be told of them", async () => {
    const slow = (): Promise<string> => sleep(30, "done");
    await expect(whileAlive(slow, () => Promise.reject(new Error("no ps")), 5)).resolves.toBe(
      "done",
    );
  });
});
