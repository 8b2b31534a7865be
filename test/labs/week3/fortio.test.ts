import { describe, expect, it } from "@jest/globals";
import { F1, F2, F3, F4, fortio, fortioCommand } from "../../../labs/week3/fortio.js";

const TO_SIMPLE_WEB = '-H "Host: simple-web.istioinaction.io" http://127.0.0.1:30000/';

describe("the runs of fortio, with the parameters of weeks/week3.md 6.3", () => {
  it.each([
    [
      "F1",
      { ...F1, label: "roundrobin" },
      "-jitter -t 60s -c 10 -qps 1000 -timeout 2000ms -labels roundrobin",
    ],
    ["F2", F2, "-quiet -jitter -t 30s -c 1 -qps 1"],
    ["F3", F3, "-quiet -jitter -t 30s -c 1 -qps 1 -allow-initial-errors"],
    ["F4", F4, "-quiet -jitter -t 30s -c 2 -qps 2 -allow-initial-errors"],
  ])("%s is typed as in the notes, with the name as a header", (_name, run, parameters) => {
    expect(fortioCommand(run)).toBe(`fortio load ${parameters} ${TO_SIMPLE_WEB}`);
  });

  it("are asked on the host, as one argument for each word", () => {
    expect(fortio(F2, { matches: "x" })).toEqual({
      kind: "command",
      where: "host",
      command: [
        ...["fortio", "load", "-quiet", "-jitter", "-t", "30s", "-c", "1", "-qps", "1"],
        ...["-H", "Host: simple-web.istioinaction.io", "http://127.0.0.1:30000/"],
      ],
      matches: "x",
    });
  });
});
