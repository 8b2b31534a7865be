import * as pulumi from "@pulumi/pulumi";
import {
  Catalog,
  Forum,
  Namespaces,
  Netshoot,
  Routing,
  SimpleWeb,
  Webapp,
} from "../components/apps/apps.js";
import { makeCluster } from "../components/cluster/make-cluster.js";
import { Actions, type ActionsArgs } from "../components/actions/actions.js";
import { Images } from "../components/images/images.js";
import { Flagger } from "../components/flagger.js";
import { Istio, type IstioArgs } from "../components/istio.js";
import {
  Grafana,
  Jaeger,
  Kiali,
  KubeOpsView,
  MetricsServer,
  Prometheus,
} from "../components/observability/addons.js";
import type { PartArgs, PartComponent } from "../components/part.js";
import type { LabObject } from "../labs/objects.js";
import { PARTS, type Part } from "../labs/parts.js";
import type { LabState } from "../labs/state.js";
import { reachedAt, urlsOf } from "../labs/urls.js";
import { stateAt } from "../labs/week.js";
import { nodeName } from "../provider/kind-node.js";
import { renderState } from "../render/render.js";
import { validateIstio } from "../render/validate.js";
import type { LabConfig } from "./config.js";

type PartClass = new (
  name: string,
  args: PartArgs,
  opts?: pulumi.ComponentResourceOptions,
) => PartComponent;

/** The component of each part of a lab. Istio is made first, since others wait for it. */
const PART_CLASSES: Readonly<Record<Exclude<Part, "istio">, PartClass>> = {
  namespaces: Namespaces,
  "kube-ops-view": KubeOpsView,
  "metrics-server": MetricsServer,
  prometheus: Prometheus,
  grafana: Grafana,
  jaeger: Jaeger,
  kiali: Kiali,
  flagger: Flagger,
  catalog: Catalog,
  webapp: Webapp,
  forum: Forum,
  "simple-web": SimpleWeb,
  netshoot: Netshoot,
  routing: Routing,
};

/** The parts whose pods or objects go through istiod's webhooks, here or in a week where they are in the mesh. */
const MESHED: ReadonlySet<Part> = new Set([
  "flagger",
  "catalog",
  "webapp",
  "forum",
  "simple-web",
  "netshoot",
  "routing",
]);
/** The parts that live in istio-system. */
const IN_ISTIO_SYSTEM: ReadonlySet<Part> = new Set(["prometheus", "grafana", "jaeger", "kiali"]);

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
 * @throws ToolError when a manifest can't be rendered.
 */
export async function program(config: LabConfig): Promise<LabOutputs> {
  const state = stateAt(config.week, config.step);
  const note = (line: string): void => void pulumi.log.info(line);
  return declareValid(config, state, await renderState(state, config, { note }));
}

/**
 * Declares a state's cluster and its objects, which are rendered already, as `declare` does; where no webhook of
 * istiod's will look at them they are validated first.
 * @throws ToolError `invalid-istio-object`
 */
export async function declareValid(
  config: LabConfig,
  state: LabState,
  objects: readonly LabObject[],
): Promise<LabOutputs> {
  if (config.target === "kwok") await validateIstio(objects.map(({ object }) => object));
  return declare(config, state, objects);
}

/** Declares a state's cluster and its objects, which are rendered already, as resources. */
export function declare(
  config: LabConfig,
  state: LabState,
  objects: readonly LabObject[],
): LabOutputs {
  const { step, target } = config;
  const chosen = chosenIn(config);
  if (state.cluster === undefined) return { step, ...chosen, urls: [] };
  const cluster = makeCluster(config, state.cluster);
  const isReal = target === "kind";
  const node = nodeName(state.cluster.name);
  const images = isReal ? new Images("images", { objects, cluster, node }) : undefined;
  const nodes = makeParts(objects, {
    cluster,
    injects: isReal ? config.stack : undefined,
    ...(images && { loaded: images.loaded }),
  });
  const actions = images
    ? makeActions(config.stack, state, { objects, cluster, nodes, afterwards: images.all })
    : [];
  const all = [cluster.resource, ...nodes.values(), ...actions];
  const urls =
    target === "kwok"
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
 * that failed, and the lab would be said to stand where it never came (issue 9, K7).
 */
const reached = (step: string, all: readonly pulumi.Resource[]): pulumi.Output<string> =>
  pulumi.all(all.map(({ urn }) => urn)).apply(() => step);

const chosenIn = ({ target, images, cpuRequests, memoryRequests }: LabConfig) => ({
  target,
  ...(images === "official" ? {} : { images }),
  ...(cpuRequests === "official" ? {} : { cpuRequests }),
  ...(memoryRequests === "official" ? {} : { memoryRequests }),
});

/** What all parts have in common. */
type Where = Omit<IstioArgs, "objects" | "after">;

/**
 * Makes one component for each part that has objects, each after what it really needs.
 * @returns the resource of each object, by key
 */
function makeParts(objects: readonly LabObject[], where: Where): Map<string, pulumi.Resource> {
  const of = (part: Part): LabObject[] => objects.filter((object) => object.part === part);
  const namespaces = new Namespaces("namespaces", { ...where, objects: of("namespaces") });
  const istio = new Istio("istio", { ...where, objects: of("istio") });
  const spaces = namespaces.readyOf("Namespace");
  const made: PartComponent[] = [namespaces, istio];
  for (const part of PARTS) {
    const mine = of(part);
    if (part === "istio" || part === "namespaces" || mine.length === 0) continue;
    const after = MESHED.has(part)
      ? [...spaces, ...istio.ready]
      : IN_ISTIO_SYSTEM.has(part)
        ? istio.readyOf("Namespace")
        : [];
    made.push(new PART_CLASSES[part](part, { ...where, objects: mine, after }));
  }
  return new Map(made.flatMap(({ nodes }) => [...nodes]));
}

/** What Kubernetes can't see; only a real node and real pods have it. @returns the resource of each action */
function makeActions(
  stack: string,
  { actions, cluster: spec }: LabState,
  where: Omit<ActionsArgs, "stack" | "spec" | "actions">,
): readonly pulumi.Resource[] {
  const wanted = Object.values(actions);
  if (spec === undefined || wanted.length === 0) return [];
  return new Actions("actions", { ...where, stack, spec, actions: wanted }).made;
}
