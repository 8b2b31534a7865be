import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ToolError } from "../lib/errors.js";
import type { BuildJob } from "./build-job.js";
import { makeWritable } from "./cache.js";
import { go, moduleDir } from "./go-build.js";
import type { IstioModule } from "./releases.js";

/** The versions of the networking API whose types a client-go holds. */
const NETWORKING = ["v1alpha3", "v1beta1"];

/** The fields of a ServiceEntry up to its status; group 2 is the package of its spec. */
const STATUS = /(Spec (\w+)\.ServiceEntry `[^\n]*\n\s*Status )v1alpha1\.IstioStatus/;

/**
 * A module in which the programs of an Istio release build: `tools/build/istio/<version>`.
 * @param version of the release, as in the table.
 * @throws ToolError `command-failed`; `unknown-client-go` when the client in place of its own has another shape
 */
export async function istioModule(
  job: BuildJob,
  version: string,
  { clientGo }: IstioModule,
): Promise<string> {
  const dir = await moduleDir(job, `istio/${version}`);
  if (clientGo === undefined) return dir;
  // Asked for outside the module, whose go.mod replaces it by the copy that is made here.
  const source = JSON.parse(await go(job, job.work, ["mod", "download", "-json", clientGo])) as {
    Dir: string;
  };
  const copy = join(dir, "client-go");
  await cp(source.Dir, copy, { recursive: true });
  await makeWritable(copy);
  for (const api of NETWORKING) await giveNewStatus(join(copy, "pkg/apis/networking", api));
  return dir;
}

async function giveNewStatus(folder: string): Promise<void> {
  const file = join(folder, "types.gen.go");
  const types = await readFile(file, "utf8");
  const changed = types.replace(STATUS, "$1$2.ServiceEntryStatus");
  if (changed === types)
    throw new ToolError("unknown-client-go", `${file} has no ServiceEntry of the shape expected.`, {
      next: "look for another client-go in tools/releases.ts",
    });
  await writeFile(file, changed);
}
