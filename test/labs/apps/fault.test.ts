import { describe, expect, it } from "@jest/globals";
import { catalogFault } from "../../../labs/apps/fault.js";

/** The value that follows an option in a command. */
const option = (command: readonly string[] | undefined, name: string): string | undefined =>
  command?.[command.indexOf(name) + 1];

describe("the fault of catalog", () => {
  it("runs in the container catalog of v1's pods alone: v2 never has the rule", () => {
    expect(catalogFault(100).place).toEqual({
      where: "pods",
      namespace: "istioinaction",
      selector: "app=catalog,version=v1",
      container: "catalog",
    });
  });

  it.each([100, 50, 1])("posts the rule of chaos.sh for %i %% to the switch", (percentage) => {
    const { run } = catalogFault(percentage);
    expect(run[0]).toBe("curl");
    expect(option(run, "--request")).toBe("POST");
    expect(option(run, "--header")).toBe("Content-Type: application/json");
    expect(JSON.parse(option(run, "--data") ?? "")).toEqual({
      active: true,
      type: "500",
      percentage,
    });
    expect(run.at(-1)).toBe("http://localhost:3000/blowup");
  });

  it("is taken back by a rule that is not active", () => {
    const { undo } = catalogFault(50);
    expect(JSON.parse(option(undo, "--data") ?? "")).toEqual({ active: false, type: "500" });
    expect(undo?.at(-1)).toBe("http://localhost:3000/blowup");
  });

  it.each([0, -1, 101])("refuses %i %%: 0 would mean all of the requests", (percentage) => {
    expect(() => catalogFault(percentage)).toThrow(
      `catalog's fault takes 1 to 100 percent, got ${percentage}`,
    );
  });
});
