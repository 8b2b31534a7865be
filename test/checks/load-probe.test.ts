import { describe, expect, it } from "@jest/globals";
import { loadLook } from "../../checks/load-probe.js";
import type { HostCommand } from "../../checks/command-probe.js";
import type { Seen } from "../../checks/seen.js";
import type { LoadProbe } from "../../labs/load-runs.js";
import { ToolError } from "../../lib/errors.js";
import { fortioJson } from "../support/fortio.js";

const run = {
  ...{ name: "two-callers", url: "http://127.0.0.1:30000/", qps: 2, seconds: 30, connections: 2 },
};
const TOLD = "40 calls, 1.9/s: 25.0 % 200, 75.0 % 500, P50 0.200 s, P75 0.900 s, P99 1.100 s";

const host: HostCommand = () => Promise.resolve({ stdout: fortioJson(), stderr: "" });

const look = (wanted: Partial<LoadProbe>): Promise<Seen> =>
  loadLook({ kind: "load", run, ...wanted }, host, undefined)();

describe("a load's look", () => {
  it("makes the run, with time for all of it, and reads what fortio counted", async () => {
    const calls: unknown[] = [];
    const recording: HostCommand = (command, options) => {
      calls.push([command.join(" "), options]);
      return host(command, options);
    };
    const seen = await loadLook({ kind: "load", run }, recording, undefined)();
    expect(seen).toEqual({ holds: true, text: TOLD });
    expect(calls).toEqual([
      [
        "fortio load -json - -jitter -t 30s -c 2 -qps 2 -labels two-callers http://127.0.0.1:30000/",
        { timeoutMs: 60_000 },
      ],
    ]);
  });

  it.each<[Partial<LoadProbe>, string | undefined]>([
    [{ codes: { 200: { min: 0.25, max: 0.25 }, 500: { max: 0.75 } } }, undefined],
    [{ codes: { 200: { min: 0.26 } } }, "wanted at least 26.0 % 200"],
    [{ codes: { 500: { max: 0.74 } } }, "wanted at most 74.0 % 500"],
    [{ codes: { 200: { min: 1, max: 1 } } }, "wanted 100.0 % 200"],
    [{ codes: { 503: { min: 0.1, max: 0.2 } } }, "wanted 10.0 % to 20.0 % 503"],
    [{ percentiles: { 75: { min: 0.9 } } }, undefined],
    [{ percentiles: { 75: { max: 0.5 } } }, "wanted P75 at most 0.5 s"],
    [{ percentiles: { 60: { max: 5 } } }, "wanted P60 at most 5 s"],
    [{ qps: { min: 1.9 } }, undefined],
    [{ qps: { min: 26 } }, "wanted at least 26 calls/s"],
  ])("judges it by its limits, which are included: %j", async (wanted, wrong) => {
    const text = wrong === undefined ? TOLD : `${TOLD}; ${wrong}`;
    const short = wrong === undefined ? {} : { wrong: { seen: TOLD, wanted: wrong.slice(7) } };
    expect(await look(wanted)).toMatchObject({ holds: wrong === undefined, text, ...short });
  });

  it("names all that is wrong", async () => {
    const { text } = await look({ codes: { 200: { min: 1 } }, qps: { max: 1 } });
    expect(text).toBe(`${TOLD}; wanted at least 100.0 % 200; wanted at most 1 calls/s`);
  });

  it("fails when fortio could not run", async () => {
    const failing: HostCommand = () =>
      Promise.reject(new ToolError("command-failed", "exit code 1: no answer"));
    await expect(loadLook({ kind: "load", run }, failing, undefined)()).rejects.toThrow(
      "no answer",
    );
  });
});

describe("what must be seen while a load goes on", () => {
  const wrong: Seen = { holds: false, text: "no endpoint is left out" };

  /** A run that ends after so many looks beside it. */
  async function beside(looks: readonly Seen[]): Promise<{ seen: Seen; looked: number }> {
    let looked = 0;
    let end: () => void = () => undefined;
    const slow: HostCommand = async (command) => {
      await new Promise<void>((resolve) => (end = resolve));
      return host(command);
    };
    const meanwhile = (): Promise<Seen> => {
      const found = looks[looked] ?? wrong;
      looked += 1;
      if (looked >= looks.length) end();
      return Promise.resolve(found);
    };
    const sleep = () => new Promise((resolve) => setTimeout(resolve, 5));
    const seen = await loadLook({ kind: "load", run }, slow, meanwhile, sleep)();
    return { seen, looked };
  }

  it("is enough once", async () => {
    const { seen, looked } = await beside([wrong, wrong, { holds: true, text: "" }]);
    expect(seen).toEqual({ holds: true, text: TOLD });
    expect(looked).toBe(3);
  });

  it("is told when it was not", async () => {
    const { seen } = await beside([wrong, wrong]);
    expect(seen).toMatchObject({
      holds: false,
      text: `${TOLD}; never while it ran: no endpoint is left out`,
    });
  });
});
