import { join } from "node:path";
import type { BuildJob } from "../build-job.js";

const DOWNLOAD_LIMIT_MS = 15 * 60_000;
const BUNDLE_LIMIT_MS = 5 * 60_000;

/** What the page consists of. */
export const PAGE_FILES = [
  ...["index.html", "favicon.ico", "manifest.json"],
  ...["static/main.js", "static/main.css"],
];

/**
 * Makes the page of Prometheus from the sources in its module and packages from npm, which `npm ci` checks by their
 * hashes. No script of a package runs.
 * @param dir our folder `page` of the unit's module
 * @param source the sources of Prometheus
 * @param tool the folder's name in the job's `out`
 */
export async function bundlePage(
  job: BuildJob,
  dir: string,
  source: string,
  tool: string,
): Promise<void> {
  await job.exec("npm", ["ci", "--ignore-scripts"], {
    cwd: dir,
    timeoutMs: DOWNLOAD_LIMIT_MS,
    onLine: job.onLine,
  });
  const app = join(source, "web", "ui", "react-app");
  await job.exec(process.execPath, ["build.js", app, join(job.out, tool)], {
    cwd: dir,
    timeoutMs: BUNDLE_LIMIT_MS,
    onLine: job.onLine,
  });
}
