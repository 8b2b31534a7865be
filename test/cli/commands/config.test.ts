import { describe, expect, it } from "@jest/globals";
import { requireNoOther } from "../../../cli/commands/config.js";
import { usable } from "../../../stacks/config.js";

describe("a config with mistakes", () => {
  it("is used as far as it can be, and each mistake is told with the command that mends it", () => {
    const { values, mistakes } = usable("week1", {
      ...{ target: "kind", stpe: "1.57", apiServerPort: "many", step: "1.54" },
      listenAddress: "127.0.0.1",
    });
    expect(values).toEqual({ target: "kind", step: "1.54", listenAddress: "127.0.0.1" });
    expect(mistakes.map(({ code, next }) => [code, next])).toEqual([
      ["unknown-config-key", "./lab config rm stpe --week week1"],
      ["bad-config-value", "./lab config set apiServerPort 0 --week week1"],
    ]);
  });

  it("keeps no step that the week does not have, and no target that is none", () => {
    const { values, mistakes } = usable("week1", { step: "1.99", target: "moon" });
    expect(values).toEqual({});
    expect(mistakes.map(({ code }) => code)).toEqual(["unknown-step", "bad-config-value"]);
  });
});

describe("the target of a lab that stands", () => {
  it("is not set to another one: an up would throw its cluster away", () => {
    const set = (value: string, standsOn?: string) => () => {
      requireNoOther("week1", value, standsOn);
    };
    expect(set("kwok", "kind")).toThrow(
      expect.objectContaining({
        code: "target-recorded",
        message: "week1 stands on kind, not on kwok.",
        next: "./lab down week1, then ./lab up week1 --target kwok",
      }),
    );
    expect(set("kind", "kind")).not.toThrow();
    expect(set("kwok")).not.toThrow();
  });
});
