import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { Exec } from "../../lib/exec.js";
import { adaptAgent } from "../../tools/agent-module.js";
import { tempDir } from "../support/temp-dir.js";
import { platform } from "./fixture.js";

/** The lines of the agent's two files that are changed, as Istio 1.17 and 1.23 have them. */
const SOURCES = {
  "xds_proxy.go": `import (
	"istio.io/istio/pkg/istio-agent/metrics"
)

		stopChan:      make(chan struct{}),
		downstream:    downstream,
	}
`,
  "xds_proxy_delta.go": `import (
	"istio.io/istio/pkg/istio-agent/metrics"
)

		stopChan:           make(chan struct{}),
		downstreamDeltas:   downstream,
	}
`,
};

/** Adapts an agent of such sources in a module of its own, and gives the folder of the copy that it is built from. */
async function adapt(dir: string, sources: Readonly<Record<string, string>>): Promise<string> {
  const [original, module] = [join(dir, "original"), join(dir, "module")];
  const agent = join(original, "pkg", "istio-agent");
  await mkdir(agent, { recursive: true });
  await mkdir(module);
  for (const [name, text] of Object.entries(sources)) await writeFile(join(agent, name), text);
  const exec: Exec = (command, args) => {
    const stdout = args[1] === "download" ? JSON.stringify({ Dir: original }) : "";
    expect(args).toEqual(
      args[1] === "download"
        ? ["mod", "download", "-json", "istio.io/istio"]
        : ["mod", "edit", "-replace", "istio.io/istio=./istio"],
    );
    return Promise.resolve({ command, stdout, stderr: "", exitCode: 0 } as never);
  };
  const job = {
    tools: ["pilot-agent"],
    platform,
    work: dir,
    out: dir,
    exec,
    go: () => Promise.resolve("/go/bin/go"),
    onLine: () => undefined,
  };
  await adaptAgent(job, module);
  return join(module, "istio", "pkg");
}

describe("the agent", () => {
  it.each([
    ["all that istiod has", "xds_proxy.go", "downstream:    modulefilters.Adapt(downstream),"],
    [
      "only what changes",
      "xds_proxy_delta.go",
      "downstreamDeltas:   modulefilters.AdaptDelta(downstream),",
    ],
  ])("adapts what it sends an Envoy that asks for %s", async (_, name, line) => {
    await using dir = await tempDir();
    const text = await readFile(join(await adapt(dir.path, SOURCES), "istio-agent", name), "utf8");
    expect(text).toContain(`\t\t${line}\n`);
    expect(text).toContain('\t"istio.io/istio/pkg/modulefilters"\n');
  });

  it("has the whole package that adapts, and none of its tests", async () => {
    await using dir = await tempDir();
    const placed = await readdir(join(await adapt(dir.path, SOURCES), "modulefilters"));
    const ours = await readdir(join("tools", "build", "istio-images", "modulefilters"));
    expect(placed.sort()).toEqual(
      ours.filter((name) => name.endsWith(".go") && !name.endsWith("_test.go")).sort(),
    );
  });

  it.each(
    Object.keys(SOURCES).flatMap((name) => [
      ["place", name, /\n.*: +downstream,/] as const,
      ["import", name, /\n.*metrics"/] as const,
    ]),
  )("is not built without its %s in %s: Envoy would get Istio's filters", async (_, name, line) => {
    await using dir = await tempDir();
    const text = Object.entries(SOURCES).find(([file]) => file === name)?.[1] ?? "";
    const other = { ...SOURCES, [name]: text.replace(line, "") };
    await expect(adapt(dir.path, other)).rejects.toThrow(
      `${name} takes Envoy's connection in another way.`,
    );
  });
});
