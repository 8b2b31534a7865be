import { describe, expect, it } from "@jest/globals";
import { cacheStatuses } from "../../../app/caches/cache-status.js";
import { REGISTRIES } from "../../../labs/registries.js";
import { ToolError } from "../../../lib/errors.js";
import type { Exec } from "../../../lib/exec.js";

const [first] = REGISTRIES;

describe("the status of the caches", () => {
  it("tells of each registry whether its container runs, and what it holds", async () => {
    const exec: Exec = (_docker, args) => {
      if (args[0] === "system") {
        const volumes = [{ Name: first?.cache, Size: "867.4MB" }];
        return Promise.resolve({ stdout: JSON.stringify(volumes), stderr: "" });
      }
      if (args.at(-1) === first?.cache) return Promise.resolve({ stdout: "running\n", stderr: "" });
      return Promise.reject(new ToolError("command-failed", "Error: No such container: x"));
    };
    const found = await cacheStatuses(exec);
    expect(found.map(({ registry }) => registry)).toEqual(REGISTRIES.map(({ host }) => host));
    expect(found.map(({ state, size }) => [state, size])).toEqual([
      ["running", "867.4MB"],
      ...REGISTRIES.slice(1).map(() => [undefined, undefined]),
    ]);
  });

  it("is that of none where Docker has no volume at all", async () => {
    const exec: Exec = (_docker, [verb]) =>
      verb === "system"
        ? Promise.resolve({ stdout: "null", stderr: "" })
        : Promise.reject(new ToolError("command-failed", "Error: No such container: x"));
    expect((await cacheStatuses(exec)).every(({ size }) => size === undefined)).toBe(true);
  });
});
