import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { addonsIn, clusterOf, definitionsIn, meshOf } from "../../labs/contents.js";
import { withSlowStarts } from "../../labs/emulation.js";
import type { IstioOperatorSpec } from "../../labs/istio.js";
import type { KubeObject } from "../../labs/kube.js";
import type { Manifests } from "../../labs/manifests.js";
import { objectsOf, type LabObject, type Where } from "../../labs/objects.js";
import {
  ADDONS,
  DEFINITIONS,
  type AddonName,
  type DefinitionsName,
} from "../../labs/parts/index.js";
import type { LabState } from "../../labs/state.js";
import type { Versions } from "../../labs/versions.js";
import { exec as runProcess, type Exec } from "../../lib/exec.js";
import { cacheDir } from "../../lib/paths.js";
import { locate as locateTool } from "../../tools/locate.js";
import { requireReleases } from "../../tools/releases.js";
import { cached, cacheKey } from "./cache.js";
import { readDefinitions } from "./definitions.js";
import { renderIstio } from "./istio.js";
import { parseManifest } from "./normalise.js";
import { originOf, type RenderTool } from "./tool-origin.js";

/** Part of every cache key: raise it when the same input is to give other objects. */
const RENDERER = 4;

export interface RenderOptions {
  /** Told what was noticed, such as a corrupt cache entry. Default: nobody. */
  readonly note?: (line: string) => void;
  readonly exec?: Exec;
  /** The folder that holds the cache of renderings. Default: that of the machine. */
  readonly cache?: string;
  /** Finds a tool. Default: in the machine's cache of tools. */
  readonly locate?: (name: RenderTool) => string;
  /** What a tool is made from; another one may render otherwise. Default: by its stamp in the machine's cache of tools. */
  readonly origin?: (name: RenderTool) => string;
  /** As Node calls it. On `arm64` some images of kind are emulated (labs/emulation.ts). Default: this machine's. */
  readonly processor?: string;
}

/**
 * Renders the objects of several states at once. Needs neither a cluster nor a network, and istioctl and the
 * addons only for what was not rendered before.
 * @throws ToolError when a tool is missing, refuses its input, or the cache can't be written.
 * @throws UsageError `unknown-release` for versions that there are no tools for.
 */
export async function renderStates(
  states: readonly LabState[],
  where: Where,
  options: RenderOptions = {},
): Promise<LabObject[][]> {
  for (const state of states)
    requireReleases(versionsOf(meshOf(state)?.tag, clusterOf(state)?.kubernetes));
  const manifests = await manifestsFor(states, options);
  const all = states.map((state) => objectsOf(state, manifests, where));
  return emulates(where, options) ? all.map(withSlowStarts) : all;
}

const versionsOf = (istio?: string, kubernetes?: string): Partial<Versions> => ({
  ...(istio === undefined ? {} : { istio }),
  ...(kubernetes === undefined ? {} : { kubernetes }),
});

/** An engine has the processor of the machine that asks it; stand-ins are made for it. */
const emulates = (
  { target, images }: Where,
  { processor = process.arch }: RenderOptions,
): boolean => target.runs.pods && images === "official" && processor === "arm64";

/** A state of a lab with its objects. */
export interface Rendered {
  readonly state: LabState;
  readonly objects: readonly LabObject[];
}

/** So many states as were given, each with its objects. */
type AllRendered<States extends readonly LabState[]> = { [Place in keyof States]: Rendered };

/** Renders several states at once, each with its objects. @throws as `renderStates` does */
export async function renderAll<const States extends readonly LabState[]>(
  states: States,
  where: Where,
  options: RenderOptions = {},
): Promise<AllRendered<States>> {
  const all = await renderStates(states, where, options);
  const rendered = states.map((state, index) => ({ state, objects: all[index] ?? [] }));
  return rendered as unknown as AllRendered<States>;
}

/** Renders the objects of one state. */
export async function renderState(
  state: LabState,
  where: Where,
  options: RenderOptions = {},
): Promise<LabObject[]> {
  const [objects] = await renderStates([state], where, options);
  return objects ?? [];
}

/** Gets every third-party manifest that the states name, each once. */
async function manifestsFor(
  states: readonly LabState[],
  {
    note = () => undefined,
    exec = runProcess,
    cache = cacheDir(),
    locate = locateTool,
    origin = originOf,
  }: RenderOptions,
): Promise<Manifests> {
  const folder = join(cache, "render");
  const specKey = (spec: IstioOperatorSpec): string =>
    cacheKey(RENDERER, "istio", spec, origin("istioctl"));
  const istio = new Map<string, readonly KubeObject[]>();
  const addon = new Map<AddonName, readonly KubeObject[]>();
  const definitions = new Map<DefinitionsName, readonly KubeObject[]>();
  const specs = new Map(
    states.flatMap((state) => {
      const mesh = meshOf(state);
      return mesh === undefined ? [] : [[specKey(mesh), mesh] as const];
    }),
  );
  const names = ADDONS.filter((name) => states.some((state) => name in addonsIn(state)));
  const defined = DEFINITIONS.filter((name) =>
    states.some((state) => definitionsIn(state).includes(name)),
  );
  await Promise.all([
    ...[...specs].map(async ([key, spec]) => {
      const render = () => renderIstio(spec, locate("istioctl"), exec);
      istio.set(key, await cached(folder, key, render, note));
    }),
    ...names.map(async (name) => {
      const key = cacheKey(RENDERER, "addon", name, origin("istio-addons"));
      const render = () => readAddon(locate("istio-addons"), name);
      addon.set(name, await cached(folder, key, render, note));
    }),
    ...defined.map(async (name) => {
      const tool = `${name}-definitions` as const;
      const key = cacheKey(RENDERER, "definitions", name, origin(tool));
      const render = () => readDefinitions(locate(tool));
      definitions.set(name, await cached(folder, key, render, note));
    }),
  ]);
  return {
    istio: (spec) => istio.get(specKey(spec)) ?? [],
    addon: (name) => addon.get(name) ?? [],
    definitions: (name) => definitions.get(name) ?? [],
  };
}

async function readAddon(folder: string, name: AddonName): Promise<readonly KubeObject[]> {
  const file = join(folder, `${name}.yaml`);
  return parseManifest(await readFile(file, "utf8"), file);
}
