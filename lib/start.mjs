/**
 * Starts a program of the lab: `node lib/start.mjs cli/main.ts steps week1`. The sources are TypeScript in hundreds of
 * files, which Node takes a second to load; so they are compiled into few files, once per change, and kept in `.lab`.
 * This file is JavaScript since nothing is compiled yet when it runs.
 */
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, stat } from "node:fs/promises";
import * as nodeModule from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import "./lazy-packages.mjs";
import { fingerprintOf, PROGRAMS } from "./sources.mjs";

const root = resolve(import.meta.dirname, "..");
const builds = join(root, ".lab", "build");

/**
 * Left where they are: Pulumi's SDK must be the very one that its engine has loaded, and the packages that draw are
 * needed by one command only.
 */
const EXTERNAL = ["@pulumi/*", "vega", "vega-lite", "@grafana/*", "@dagrejs/dagre"];

/** A build that is no longer used may still be loading its parts in a run that goes on: it is kept for a day. */
const KEPT_MS = 24 * 60 * 60 * 1000;

/**
 * @param {string} dir where the build is to lie: it is there as a whole or not at all
 * @throws when a source can't be compiled, or the folder can't be written
 */
async function compile(dir) {
  const { build, stop } = await import("esbuild");
  await mkdir(builds, { recursive: true });
  const unfinished = await mkdtemp(join(builds, "unfinished-"));
  try {
    await build({
      absWorkingDir: root,
      entryPoints: PROGRAMS,
      outdir: unfinished,
      outbase: root,
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      target: "node20",
      external: EXTERNAL,
      sourcemap: "linked",
      sourcesContent: false,
      logLevel: "error",
      // packages in CommonJS ask for Node's own modules by `require`
      banner: {
        js: 'import { createRequire as startRequire } from "node:module"; const require = startRequire(import.meta.url);',
      },
    });
    await rename(unfinished, dir);
  } catch (error) {
    // of two that compile at once the second finds the other's build, which is the same
    if (!existsSync(dir)) throw error;
  } finally {
    // its service would stay as long as the program runs
    await stop();
    await rm(unfinished, { recursive: true, force: true });
  }
  await forget(dir);
}

/** @param {string} kept the build that has just been made */
async function forget(kept) {
  for (const name of readdirSync(builds)) {
    const dir = join(builds, name);
    const age = Date.now() - (await stat(dir)).mtimeMs;
    if (dir !== kept && name !== "v8" && age > KEPT_MS)
      await rm(dir, { recursive: true, force: true });
  }
}

/** @param {unknown} cause why there is no build @returns {never} @throws that, in the form of the lab's errors */
function explain(cause) {
  const why = cause instanceof Error ? cause.message : String(cause);
  const text = `The lab can't compile itself into ${builds}: ${why}`;
  const next =
    "mend what this names (room on the disk, rights to the folder; npm ci), then the same command again";
  throw Object.assign(new Error(`${text}\n  next: ${next}`, { cause }), { name: "error" });
}

/**
 * Loads a program from the build of the sources as they are now, and makes that build where there is none.
 * @param {string} program one of PROGRAMS
 * @returns {Promise<Record<string, unknown>>} what it exports
 */
export async function load(program) {
  if (!PROGRAMS.includes(program)) throw new Error(`lib/start.mjs knows no program ${program}.`);
  const dir = join(builds, fingerprintOf(root));
  if (!existsSync(dir)) await compile(dir).catch(explain);
  process.setSourceMapsEnabled(true);
  nodeModule.enableCompileCache?.(join(builds, "v8"));
  return import(pathToFileURL(join(dir, program.replace(/\.ts$/u, ".js"))).href);
}

const [, started, program = "", ...args] = process.argv;
if (
  started !== undefined &&
  existsSync(started) &&
  realpathSync(started) === import.meta.filename
) {
  process.argv = [process.execPath, join(root, program), ...args];
  await load(program).catch((error) => {
    if (error.name !== "error") throw error;
    console.error(String(error));
    process.exitCode = 1;
  });
}
