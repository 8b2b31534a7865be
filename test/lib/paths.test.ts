import { describe, expect, it } from "@jest/globals";
import { homedir } from "node:os";
import { join } from "node:path";
import { cacheDir } from "../../lib/paths.js";

const DEFAULT = join(homedir(), ".cache/istio-lab");

describe("the cache of all checkouts", () => {
  it.each<[Record<string, string>, string]>([
    [{}, DEFAULT],
    [{ XDG_CACHE_HOME: "/big/cache" }, "/big/cache/istio-lab"],
    [{ XDG_CACHE_HOME: "" }, DEFAULT],
    [{ XDG_CACHE_HOME: "cache" }, DEFAULT],
    [{ LAB_CACHE: "/lab", XDG_CACHE_HOME: "/big/cache" }, "/lab"],
    [{ LAB_CACHE: "" }, DEFAULT],
  ])("with %j is %s", (env, folder) => {
    expect(cacheDir(env)).toBe(folder);
  });
});
