import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { exec } from "../../../../lib/exec.js";
import { root } from "../../../../lib/paths.js";
import { toolContext } from "../../../../tools/context.js";
import { find } from "../../../../tools/find.js";
import { bedApps, bookinfo } from "../../../../tools/units/bed-apps.js";

/** The lab's own Go, or the one on PATH. */
async function goCommand(): Promise<string | undefined> {
  const own = find(toolContext(), "go");
  const candidates = [...(own.state === "ready" ? [own.tool.path] : []), "go"];
  for (const command of candidates) {
    const answers = await exec(command, ["version"]).then(
      () => true,
      () => false,
    );
    if (answers) return command;
  }
  return undefined;
}

const go = await goCommand();
const title = "pass their own tests";
const env = { GOFLAGS: "-mod=readonly", GOTOOLCHAIN: "local", GOWORK: "off" };

describe("the Go programs of the stand-ins", () => {
  const dir = join(root, "tools", "bed", "apps");
  if (go === undefined) it.skip(`${title} (not run: no Go, ./lab bed up gets it)`, () => undefined);
  else
    it(title, async () => {
      const { stdout } = await exec(go, ["test", "./..."], { cwd: dir, env, timeoutMs: 240_000 });
      for (const name of [bedApps, bookinfo].flatMap(({ tools }) => tools[0]?.files ?? []))
        expect(stdout).toMatch(new RegExp(`^ok\\s+istio-lab/bed/apps/${name}\\s`, "m"));
    });
});
