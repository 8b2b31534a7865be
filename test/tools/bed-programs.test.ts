import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { exec } from "../../lib/exec.js";
import { root } from "../../lib/paths.js";

const hasGo = spawnSync("go", ["version"]).status === 0;
const title = hasGo ? "pass" : "pass (skipped: there is no Go on PATH)";

describe("the tests of the bed's own programs", () => {
  (hasGo ? it : it.skip)(title, async () => {
    const cwd = join(root, "tools", "build", "bed-programs");
    const env = { CGO_ENABLED: "0", GOFLAGS: "-mod=mod", GOWORK: "off" };
    const { stdout } = await exec("go", ["test", "./..."], { cwd, env, timeoutMs: 200_000 });
    expect(stdout).toMatch(/^ok .*runc-wrapper/m);
  });
});
