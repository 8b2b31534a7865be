import { describe, expect, it } from "@jest/globals";
import { week1 } from "../../../labs/week1/index.js";

const { loops = [] } = week1;

describe("the loops of week 1", () => {
  it("are the four of the notes", () => {
    expect(loops.map(({ name, request, pauseMs }) => [name, request.method, pauseMs])).toEqual([
      ["poll", "HEAD", 500],
      ["load", "HEAD", 100],
      ["versions", undefined, 1_000],
      ["dark-launch", undefined, 1_000],
    ]);
  });

  it.each(loops)("send to the host's own address only: $name", ({ request }) => {
    expect(new URL(request.url).hostname).toBe("127.0.0.1");
  });

  it("are each meant at steps of the week that no other is meant at", () => {
    const ids = week1.steps.map(({ id }) => id);
    const steps = loops.flatMap((loop) => loop.steps);
    expect(steps.filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(steps).size).toBe(steps.length);
  });

  it("are meant at every step that sends requests from the gateway on", () => {
    const sending = week1.steps.slice(38).filter(({ kind }) => kind === "load" || kind === "fault");
    const meant = loops.flatMap(({ steps }) => steps);
    expect(sending.map(({ id }) => id).filter((id) => !meant.includes(id))).toEqual([]);
  });
});
