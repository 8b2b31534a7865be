import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BuildJob } from "./build-job.js";
import { makeWritable } from "./cache.js";
import { go, moduleDir, withGo } from "./go-build.js";

const GENERATED = "pkg/generated/openapi";
const GENERATED_FILE = "zz_generated.openapi";
const TAG = /^\/\/ \+k8s:openapi-gen=true/m;

/**
 * A module in which the programs of Kubernetes build. The published zip of older ones lacks the generated Go file
 * that describes the API: of those this makes a writable copy of the zip's content and generates the file.
 * It is as large as Kubernetes: the job's folder is deleted when the build is over.
 */
export async function kubernetesModule(
  job: BuildJob,
  version: string,
  { openapi }: { openapi: boolean },
): Promise<string> {
  const dir = await moduleDir(job, `kubernetes/${version}`);
  // Asked for outside the module, whose go.mod replaces it by the copy that is made here.
  const source = JSON.parse(
    await go(job, job.work, ["mod", "download", "-json", `k8s.io/kubernetes@v${version}`]),
  ) as { Dir: string };
  if (existsSync(join(source.Dir, GENERATED, `${GENERATED_FILE}.go`))) return dir;
  const copy = join(dir, "kubernetes");
  await cp(source.Dir, copy, { recursive: true });
  await makeWritable(copy);
  if (openapi) await generate(job, dir, copy);
  return dir;
}

async function generate(job: BuildJob, dir: string, copy: string): Promise<void> {
  const generator = join(job.work, "openapi-gen");
  await go(job, dir, [
    "build",
    "-trimpath",
    "-o",
    generator,
    "k8s.io/kube-openapi/cmd/openapi-gen",
  ]);
  const inputs = await describedPackages(job, dir);
  const out = join(job.work, "openapi");
  const header = join(job.work, "header.txt");
  await mkdir(out, { recursive: true });
  await writeFile(header, "");
  const name = `k8s.io/kubernetes/${GENERATED}`;
  job.onLine("generating the API description");
  await withGo(job, dir, generator, [
    ...["--input-dirs", inputs.join(",")],
    ...["--output-package", name, "--output-file-base", GENERATED_FILE, "--output-base", out],
    ...["--go-header-file", header, "--report-filename", join(out, "report.txt")],
  ]);
  const made = join(out, name, `${GENERATED_FILE}.go`);
  await cp(made, join(copy, GENERATED, `${GENERATED_FILE}.go`));
}

/** The packages outside Kubernetes' own tree whose types the API server describes. */
async function describedPackages(job: BuildJob, dir: string): Promise<readonly string[]> {
  const format = "{{if not .Standard}}{{.ImportPath}} {{.Dir}}{{end}}";
  const server = "k8s.io/kubernetes/cmd/kube-apiserver";
  const list = await go(job, dir, ["list", "-e", "-deps", "-f", format, server]);
  const described: string[] = [];
  for (const line of list.split("\n")) {
    const [name = "", folder = ""] = line.split(" ");
    if (!name.startsWith("k8s.io/") || name.startsWith("k8s.io/kubernetes/")) continue;
    if (await isDescribed(folder)) described.push(name);
  }
  return described.sort();
}

async function isDescribed(folder: string): Promise<boolean> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".go"));
  for (const file of files) if (TAG.test(await readFile(join(folder, file), "utf8"))) return true;
  return false;
}
