import { describe, expect, it } from "@jest/globals";
import { fortioCommand } from "../../../labs/load-runs.js";
import { week3 } from "../../../labs/week3/index.js";
import * as runs from "../../../labs/week3/fortio.js";

const TO_SIMPLE_WEB = '-H "Host: simple-web.istioinaction.io" http://127.0.0.1:30000/';

describe("the runs of fortio, with the parameters of the study", () => {
  it.each([
    ["F1", runs.ROUND_ROBIN, "-jitter -t 60s -c 10 -qps 1000 -timeout 2000ms -labels roundrobin"],
    ["F1", runs.RANDOM, "-jitter -t 60s -c 10 -qps 1000 -timeout 2000ms -labels random"],
    ["F1", runs.LEAST_CONN, "-jitter -t 60s -c 10 -qps 1000 -timeout 2000ms -labels leastconn"],
    ["F2", runs.ONE_CALLER, "-quiet -jitter -t 30s -c 1 -qps 1 -labels one-caller"],
    [
      "F3",
      runs.ONE_PATIENT_CALLER,
      "-quiet -jitter -t 30s -c 1 -qps 1 -allow-initial-errors -labels one-caller",
    ],
    [
      "F4",
      runs.TWO_CALLERS,
      "-quiet -jitter -t 30s -c 2 -qps 2 -allow-initial-errors -labels two-callers",
    ],
  ])("%s is typed as in the notes, with the name as a header", (_name, run, parameters) => {
    expect(fortioCommand(run)).toBe(`fortio load ${parameters} ${TO_SIMPLE_WEB}`);
  });

  it("are what `lab load run` makes at the steps whose commands name them", () => {
    for (const { id, commands, load } of week3.steps) {
      const typed = commands.flatMap(({ run }) => (run.startsWith("fortio load") ? [run] : []));
      expect([id, typed]).toEqual([id, load === undefined ? [] : [fortioCommand(load)]]);
    }
  });

  it("take half a minute at most in a check", () => {
    expect(runs.load(runs.RANDOM, {}).run.seconds).toBe(30);
    expect(runs.load(runs.TWO_CALLERS, {}).run).toEqual(runs.TWO_CALLERS);
  });
});
