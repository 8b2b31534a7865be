import * as pulumi from "@pulumi/pulumi";
import { Catalog, Namespaces, Netshoot, Routing, Webapp } from "../components/apps/apps.js";
import { makeCluster } from "../components/cluster/make-cluster.js";
import { Istio } from "../components/istio.js";
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
import { urlsOf } from "../labs/urls.js";
import { stateAt } from "../labs/week.js";
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
  catalog: Catalog,
  webapp: Webapp,
  netshoot: Netshoot,
  routing: Routing,
};

/** The parts whose pods or objects go through istiod's webhooks. */
const MESHED: ReadonlySet<Part> = new Set(["catalog", "webapp", "routing"]);
/** The parts that live in istio-system. */
const IN_ISTIO_SYSTEM: ReadonlySet<Part> = new Set(["prometheus", "grafana", "jaeger", "kiali"]);

/** What a stack gives to `pulumi stack output`. */
export interface LabOutputs {
  readonly step: string;
  readonly target: string;
  readonly urls: readonly string[];
  readonly kubeconfig: pulumi.Output<string> | undefined;
}

/**
 * The lab of a stack at its step, as resources. `lab` runs it inline, plain `pulumi` through stacks/index.ts.
 * @throws ToolError when a manifest can't be rendered.
 */
export async function program(config: LabConfig): Promise<LabOutputs> {
  const state = stateAt(config.week, config.step);
  const note = (line: string): void => void pulumi.log.info(line);
  const objects = await renderState(state, config, { note });
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
  if (state.cluster === undefined) return { step, target, urls: [], kubeconfig: undefined };
  const cluster = makeCluster(config, state.cluster);
  makeParts(objects, { cluster });
  const urls = target === "kwok" ? [] : urlsOf(objects, state.cluster).map(({ url }) => url);
  return { step, target, urls, kubeconfig: pulumi.secret(cluster.kubeconfig) };
}

/** Makes one component for each part that has objects, each after what it really needs. */
function makeParts(objects: readonly LabObject[], where: Pick<PartArgs, "cluster">): void {
  const of = (part: Part): LabObject[] => objects.filter((object) => object.part === part);
  const namespaces = new Namespaces("namespaces", { ...where, objects: of("namespaces") });
  const istio = new Istio("istio", { ...where, objects: of("istio") });
  const spaces = namespaces.readyOf("Namespace");
  for (const part of PARTS) {
    const mine = of(part);
    if (part === "istio" || part === "namespaces" || mine.length === 0) continue;
    const after = MESHED.has(part)
      ? [...spaces, ...istio.ready]
      : IN_ISTIO_SYSTEM.has(part)
        ? istio.readyOf("Namespace")
        : [];
    new PART_CLASSES[part](part, { ...where, objects: mine, after });
  }
}
