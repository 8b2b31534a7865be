import * as pulumi from "@pulumi/pulumi";
import { Actions, type ActionsArgs } from "../components/actions.js";
import { Images } from "../components/images/images.js";
import { makeParts } from "../components/parts.js";
import type { LabObject } from "../labs/objects.js";
import { requireRules } from "../labs/policies/require.js";
import type { LabState } from "../labs/state.js";
import { reachedAt, urlsOf } from "../labs/urls.js";
import { stateAt } from "../labs/week.js";
import { renderState } from "../components/render/render.js";
import { validateIstio } from "../components/render/validate.js";
import type { LabConfig } from "./config.js";

/** What a stack gives to `pulumi stack output`. */
export interface LabOutputs {
  /** The step that was reached: known when all of it is made, and as before where some of it could not be. */
  readonly step: pulumi.Input<string>;
  readonly target: string;
  /** Only where they are other ones than the official: what is lost with the config can be told from the state. */
  readonly images?: string;
  readonly cpuRequests?: string;
  readonly memoryRequests?: string;
  readonly urls: readonly string[];
  /** A secret; there is none where the step has no cluster. */
  readonly kubeconfig?: pulumi.Output<string>;
}

/**
 * The lab of a stack at its step, as resources. `lab` runs it inline, plain `pulumi` through stacks/index.ts.
 * @throws ToolError when a manifest can't be rendered, and what `declareValid` throws
 */
export async function program(config: LabConfig): Promise<LabOutputs> {
  const state = stateAt(config.week, config.step);
  const note = (line: string): void => void pulumi.log.info(line);
  return declareValid(config, state, await renderState(state, config, { note }));
}

/**
 * Declares a state's cluster and its objects, which are rendered already, as `declare` does, once they keep the rules of
 * all labs; where no webhook of istiod's will look at them they are validated as well.
 * @throws UsageError `broken-rule`
 * @throws ToolError `invalid-istio-object`
 */
export async function declareValid(
  config: LabConfig,
  state: LabState,
  objects: readonly LabObject[],
): Promise<LabOutputs> {
  requireRules({ week: config.stack, step: config.step, state, objects });
  if (!config.target.runs.webhooks)
    await validateIstio(
      objects.map(({ object }) => object),
      { istio: state.mesh?.tag },
    );
  return declare(config, state, objects);
}

/** Declares a state's cluster and its objects, which are rendered already, as resources. */
export async function declare(
  config: LabConfig,
  state: LabState,
  objects: readonly LabObject[],
): Promise<LabOutputs> {
  const { step, target } = config;
  const chosen = chosenIn(config);
  if (state.cluster === undefined) return { step, ...chosen, urls: [] };
  const cluster = await target.cluster(config, state.cluster);
  const node = target.node?.(state.cluster);
  const images =
    target.images === "load" && node !== undefined
      ? new Images("images", { objects, cluster, node })
      : undefined;
  const nodes = makeParts(objects, {
    cluster,
    runsIn: target.runs.pods ? config.stack : undefined,
    ...(images && { loaded: images.loaded }),
  });
  const afterwards = images?.all ?? [];
  const actions = makeActions(config, state, { objects, cluster, nodes, afterwards });
  const all = [cluster.resource, ...nodes.values(), ...actions];
  const urls =
    target.reach === "none"
      ? []
      : urlsOf(objects, state.cluster).map(({ url }) =>
          reachedAt(url, config.listenAddress, state.cluster),
        );
  return {
    step: reached(step, all),
    ...chosen,
    urls,
    kubeconfig: pulumi.secret(cluster.kubeconfig),
  };
}

/**
 * The step as an output that is there when all resources are. A plain value would be written into the state by a run
 * that failed, and the lab would be said to stand where it never came.
 */
const reached = (step: string, all: readonly pulumi.Resource[]): pulumi.Output<string> =>
  pulumi.all(all.map(({ urn }) => urn)).apply(() => step);

const chosenIn = ({ target, images, cpuRequests, memoryRequests }: LabConfig) => ({
  target: target.name,
  ...(images === "official" ? {} : { images }),
  ...(cpuRequests === "official" ? {} : { cpuRequests }),
  ...(memoryRequests === "official" ? {} : { memoryRequests }),
});

/** What Kubernetes can't see; only a real node and real pods have it. @returns the resource of each action */
function makeActions(
  { stack, target }: LabConfig,
  { actions, cluster: spec }: LabState,
  where: Omit<ActionsArgs, "stack" | "spec" | "actions">,
): readonly pulumi.Resource[] {
  const wanted = Object.values(actions).filter(({ place }) =>
    place.where === "node" ? target.node !== undefined : target.runs.pods,
  );
  if (spec === undefined || wanted.length === 0) return [];
  return new Actions("actions", { ...where, stack, spec, actions: wanted }).made;
}
