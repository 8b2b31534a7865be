import { afterEach, describe, expect, it } from "@jest/globals";
import { shortenTraces } from "../../lib/short-traces.js";

describe("Short stack traces", () => {
  const { stackTraceLimit } = Error;
  const prepareStackTrace: unknown = Reflect.get(Error, "prepareStackTrace");
  afterEach(() => {
    Object.assign(Error, { stackTraceLimit, prepareStackTrace });
  });

  it("are not prepared by whoever did that before, and have few frames", () => {
    Error.prepareStackTrace = () => "prepared";
    const restore = shortenTraces();
    const frames = (new Error("short").stack ?? "")
      .split("\n")
      .filter((line) => /^ +at /u.test(line));
    restore();
    expect(frames).toHaveLength(4);
  });

  it("are whole again for an error that nobody has read yet", () => {
    Error.prepareStackTrace = (error) => `prepared: ${error.message}`;
    const restore = shortenTraces();
    const error = new Error("met on the way");
    restore();
    expect(error.stack).toBe("prepared: met on the way");
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  });
});
