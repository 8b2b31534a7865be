import { describe, expect, it } from "@jest/globals";
import { engineLog } from "../../../components/provider/engine-log.js";

describe("what the plugin says", () => {
  it.each([
    ["without arguments", []],
    ["with flags alone", ["--logtostderr", "-v=9"]],
    ["with the address of a trace", ["--tracing", "http://127.0.0.1:9411"]],
  ])("goes to standard error where no engine listens: %s", (_what, args) => {
    expect(engineLog(args)).toBe(console.error);
  });

  it("goes to the engine where one listens", () => {
    expect(engineLog(["--logtostderr", "127.0.0.1:41231"])).not.toBe(console.error);
  });
});
