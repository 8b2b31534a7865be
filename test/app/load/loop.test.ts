import { describe, expect, it } from "@jest/globals";
import { countsText } from "../../../cli/commands/load.js";
import type { LoopCounts } from "../../../app/load/files.js";
import { kindOf, runLoop, type LoopWorld } from "../../../app/load/loop.js";
import type { Loop } from "../../../labs/loops.js";
import { answering, failed, ok } from "../../support/http-server.js";

const loop: Loop = {
  ...{ name: "poll", title: "a loop", steps: [], pauseMs: 500 },
  request: { url: "http://127.0.0.1:30000", method: "HEAD" },
};
const kinds = [
  { name: "v2", body: "imageUrl" },
  { name: "v1", body: "id" },
];

/** Runs a loop by a clock that only its pauses move. */
async function run(until: number, http: LoopWorld["http"], wanted = (_ms: number) => true) {
  let ms = 0;
  const printed: string[] = [];
  const kept: LoopCounts[] = [];
  await runLoop(loop, until, {
    http,
    now: () => ms,
    pause: (pause) => {
      ms += pause;
      return Promise.resolve();
    },
    print: (line) => printed.push(line),
    keep: (counts) => {
      kept.push({ ...counts, answers: { ...counts.answers } });
      return Promise.resolve(wanted(ms));
    },
  });
  return { printed, kept, ms };
}

describe("a loop of requests", () => {
  it("counts what was answered, until its time is up", async () => {
    const { http, asked } = answering(ok(), failed(), new Error("ECONNREFUSED"), ok());
    const { printed, kept } = await run(2_500, http);
    expect(asked).toEqual(Array(5).fill(loop.request));
    expect(printed).toEqual([
      "1970-01-01T00:00:00.000Z 200",
      "1970-01-01T00:00:00.500Z 500",
      "1970-01-01T00:00:01.000Z no answer",
      "1970-01-01T00:00:01.500Z 200",
      "1970-01-01T00:00:02.000Z 200",
    ]);
    expect(kept.at(-1)).toEqual({
      answers: { "200": 3, "500": 1, "no answer": 1 },
      last: "1970-01-01T00:00:02.000Z",
    });
  });

  it("tells its counts with the first answer and then once a second", async () => {
    const { kept } = await run(3_000, answering(ok()).http);
    expect(kept.map(({ answers }) => answers["200"])).toEqual([1, 3, 5, 6]);
  });

  it("ends when nobody wants its counts any more", async () => {
    const { ms } = await run(60_000, answering(ok()).http, (at) => at < 5_000);
    expect(ms).toBe(5_000);
  });

  it("tells versions apart by their body, but errors by their status", () => {
    const versions = { ...loop, kinds };
    expect(kindOf(versions, ok('{"id":1,"imageUrl":""}'))).toBe("v2");
    expect(kindOf(versions, ok('{"id":1}'))).toBe("v1");
    expect(kindOf(versions, ok("?"))).toBe("200");
    expect(kindOf(versions, failed('{"id":1}'))).toBe("500");
  });
});

describe("the counts of a loop in words", () => {
  it.each<[LoopCounts["answers"], string]>([
    [{}, "no answer yet"],
    [{ "200": 12 }, "12 × 200"],
    [{ v1: 25, v2: 75 }, "100 answers, v2 75 %, v1 25 %"],
  ])("are the shares where there are several: %j", (answers, expected) => {
    expect(countsText({ answers })).toBe(expected);
  });
});
