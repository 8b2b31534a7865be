import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { stopFor } from "../../../app/stack/stop.js";

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

const never = (): void => {
  throw new Error("the engine was ended");
};

/** A run of the engine that is to stop; what happens half a second later. */
function stopped(heard: string, ended = false): boolean {
  const asked = new AbortController();
  const stop = stopFor(asked.signal, never);
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
    const stop = stopFor(AbortSignal.abort(), never);
    jest.advanceTimersByTime(500);
    expect(stop.signal.aborted).toBe(true);
  });
});

describe("an engine that was told and does not stop", () => {
  /** What is told of it after it was asked, each after so many seconds. @returns whether it was ended */
  function endedAfter(...seconds: readonly number[]): boolean {
    const asked = new AbortController();
    const endEngine = jest.fn();
    const stop = stopFor(asked.signal, endEngine);
    asked.abort();
    for (const wait of seconds) {
      jest.advanceTimersByTime(wait * 1_000);
      stop.watch("made metrics-server/Deployment");
    }
    const called = endEngine.mock.calls.length > 0;
    stop.end();
    jest.advanceTimersByTime(600_000);
    expect(endEngine.mock.calls.length > 0).toBe(called);
    return called;
  }

  it("is ended when it has said nothing for three minutes", () => {
    expect(endedAfter(181)).toBe(true);
  });

  it("is waited for while it tells what it still does", () => {
    expect(endedAfter(170, 170, 170)).toBe(false);
  });
});
