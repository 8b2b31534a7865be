import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { stopFor } from "../../../app/stack/stop.js";

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

/** A run of the engine that is to stop; what happens half a second later. */
function stopped(heard: string, ended = false): boolean {
  const asked = new AbortController();
  const stop = stopFor(asked.signal);
  asked.abort();
  expect(stop.signal.aborted).toBe(false);
  stop.watch(heard);
  if (ended) stop.end();
  jest.advanceTimersByTime(500);
  return stop.signal.aborted;
}

describe("an engine that is to stop", () => {
  it("is told where the terminal has not told it", () => {
    expect(stopped("Updating (week1)")).toBe(true);
  });

  it("is not told twice, which would end it at once", () => {
    expect(stopped("^C received; cancelling. If you would like to terminate immediately…")).toBe(
      false,
    );
  });

  it("is left alone when it has ended meanwhile", () => {
    expect(stopped("", true)).toBe(false);
  });

  it("is told as well where the wish came before it began", () => {
    const stop = stopFor(AbortSignal.abort());
    jest.advanceTimersByTime(500);
    expect(stop.signal.aborted).toBe(true);
  });
});
