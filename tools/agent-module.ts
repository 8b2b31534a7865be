import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../lib/paths.js";
import { ToolError } from "../lib/errors.js";
import type { BuildJob } from "./build-job.js";
import { makeWritable } from "./cache.js";
import { go } from "./go-build.js";

/** A package of ours in the agent: it gives Envoy filters of our module in place of Istio's. */
const FILTERS = join(root, "tools", "build", "istio-images", "modulefilters");
const PACKAGE = "istio.io/istio/pkg/modulefilters";

/**
 * Where the agent takes the connection of its Envoy, by file: what it sends there goes through the package from here on.
 * Envoy asks for all at once, or from Istio 1.22 on for what changes.
 */
const CONNECTIONS = {
  "xds_proxy.go": [/(\n\t\tdownstream: +)downstream,/, "$1modulefilters.Adapt(downstream),"],
  "xds_proxy_delta.go": [
    /(\n\t\tdownstreamDeltas: +)downstream,/,
    "$1modulefilters.AdaptDelta(downstream),",
  ],
} as const;
const IMPORT = '"istio.io/istio/pkg/istio-agent/metrics"\n';

/**
 * Turns a module that requires Istio into one that uses a copy of it, in which the agent adapts what istiod sends to an
 * Envoy without Istio's filters.
 * @param dir a module of `istioModule`.
 * @throws ToolError `command-failed`; `unknown-agent` when the agent's sources have another shape
 */
export async function adaptAgent(job: BuildJob, dir: string): Promise<void> {
  const source = JSON.parse(await go(job, dir, ["mod", "download", "-json", "istio.io/istio"])) as {
    Dir: string;
  };
  const copy = join(dir, "istio");
  await cp(source.Dir, copy, { recursive: true });
  await makeWritable(copy);
  await placeFilters(join(copy, "pkg", "modulefilters"));
  for (const [file, change] of Object.entries(CONNECTIONS))
    await connect(join(copy, "pkg", "istio-agent", file), change);
  await go(job, dir, ["mod", "edit", "-replace", "istio.io/istio=./istio"]);
}

/** Its go.mod is for its own tests. */
async function placeFilters(folder: string): Promise<void> {
  await mkdir(folder);
  for (const file of ["stream", "resources", "exchange", "listeners", "filters", "module"])
    await cp(join(FILTERS, `${file}.go`), join(folder, `${file}.go`));
}

async function connect(
  file: string,
  [connection, adapted]: readonly [RegExp, string],
): Promise<void> {
  const agent = await readFile(file, "utf8");
  const changed = agent.replace(connection, adapted).replace(IMPORT, `${IMPORT}\t"${PACKAGE}"\n`);
  if (!changed.includes("modulefilters.Adapt") || !changed.includes(PACKAGE))
    throw new ToolError("unknown-agent", `${file} takes Envoy's connection in another way.`, {
      next: "look for the place in tools/agent-module.ts",
    });
  await writeFile(file, changed);
}
