import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { clusterOf, definitionsIn, meshOf, samplesIn } from "../../labs/contents.js";
import { withSlowStarts } from "../../labs/emulation.js";
import type { KubeObject } from "../../labs/kube.js";
import type { Manifests } from "../../labs/manifests.js";
import { objectsOf, type LabObject, type Where } from "../../labs/objects.js";
import type { SampleName } from "../../labs/parts/index.js";
import type { LabState } from "../../labs/state.js";
import type { Versions } from "../../labs/versions.js";
import { exec as runProcess, type Exec } from "../../lib/exec.js";
import { cacheDir } from "../../lib/paths.js";
import { locate as locateTool } from "../../tools/locate.js";
import { studied } from "../../tools/pins.js";
import { requireReleases } from "../../tools/releases.js";
import { cached, cacheKey } from "./cache.js";
import { readDefinitions } from "./definitions.js";
import { renderIstio } from "./istio.js";
import { parseManifest } from "./normalise.js";
import { originOf, type RenderTool } from "./tool-origin.js";

/** Part of every cache key: raise it when the same input is to give other objects. */
const RENDERER = 6;

export interface RenderOptions {
  /** Told what was noticed, such as a corrupt cache entry. Default: nobody. */
  readonly note?: (line: string) => void;
  readonly exec?: Exec;
  /** The folder that holds the cache of renderings. Default: that of the machine. */
  readonly cache?: string;
  /** Finds a tool. Default: in the machine's cache of tools. */
  readonly locate?: (name: RenderTool, of: { readonly versions: Versions }) => string;
  /** What a tool is made from; another one may render otherwise. Default: by its stamp in the machine's cache of tools. */
  readonly origin?: (name: RenderTool, versions: Versions) => string;
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
  for (const state of states) requireReleases(versionsIn(state));
  const renderings: Renderings = new Map();
  const all = await Promise.all(
    states.map(async (state) =>
      objectsOf(state, await manifestsFor(state, renderings, options), where),
    ),
  );
  return emulates(where, options) ? all.map(withSlowStarts) : all;
}

/** The versions of what a state consists of. */
function versionsIn(state: LabState): Partial<Versions> {
  const [mesh, cluster] = [meshOf(state), clusterOf(state)];
  return {
    ...(mesh === undefined ? {} : { istio: mesh.tag }),
    ...(cluster === undefined ? {} : { kubernetes: cluster.kubernetes }),
  };
}

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

/** What the states of one call have rendered, each once. */
type Renderings = Map<string, Promise<readonly KubeObject[]>>;

/** Finds tools, and gets what they render. */
interface Renderer {
  readonly find: (tool: RenderTool) => string;
  /** From this call, from the cache, or rendered. @param what of the tool's objects, as a part of the key */
  readonly get: (
    tool: RenderTool,
    what: readonly unknown[],
    render: () => Promise<readonly KubeObject[]>,
  ) => Promise<readonly KubeObject[]>;
}

function rendererOf(
  versions: Versions,
  renderings: Renderings,
  {
    note = () => undefined,
    cache = cacheDir(),
    locate = locateTool,
    origin = originOf,
  }: RenderOptions,
): Renderer {
  const folder = join(cache, "render");
  return {
    find: (tool) => locate(tool, { versions }),
    get: (tool, what, render) => {
      const key = cacheKey(RENDERER, ...what, origin(tool, versions));
      const known = renderings.get(key) ?? cached(folder, key, render, note);
      renderings.set(key, known);
      return known;
    },
  };
}

/** Gets every third-party manifest that a state names, in the state's versions. */
async function manifestsFor(
  state: LabState,
  renderings: Renderings,
  options: RenderOptions,
): Promise<Manifests> {
  const { exec = runProcess } = options;
  const mesh = meshOf(state);
  const versions = { ...studied, ...versionsIn(state) };
  const renderer = rendererOf(versions, renderings, options);
  const { find, get } = renderer;
  const istio =
    mesh && get("istioctl", ["istio", mesh], () => renderIstio(mesh, find("istioctl"), exec));
  const sample = samplesIn(state).map(
    async (name) => [name, await readSample(renderer, name)] as const,
  );
  const definitions = definitionsIn(state).map(async (name) => {
    const tool = `${name}-definitions` as const;
    const render = () => readDefinitions(find(tool), versions);
    // which rules an API server keeps is a matter of its version
    return [name, await get(tool, ["definitions", name, versions.kubernetes], render)] as const;
  });
  const [ofIstio, ofSample, ofDefinitions] = await Promise.all([
    istio,
    Promise.all(sample).then((all) => new Map(all)),
    Promise.all(definitions).then((all) => new Map(all)),
  ]);
  return {
    istio: () => ofIstio ?? [],
    sample: (name) => ofSample.get(name) ?? [],
    definitions: (name) => ofDefinitions.get(name) ?? [],
  };
}

/** The objects of a sample of the Istio release, whatever lab it is for. @throws as `renderStates` does */
export const sampleManifest = (
  name: SampleName,
  versions: Versions,
  options: RenderOptions = {},
): Promise<readonly KubeObject[]> => readSample(rendererOf(versions, new Map(), options), name);

const readSample = ({ find, get }: Renderer, name: SampleName): Promise<readonly KubeObject[]> =>
  get("istio-addons", ["addon", name], async () => {
    const file = join(find("istio-addons"), `${name}.yaml`);
    return parseManifest(await readFile(file, "utf8"), file);
  });
