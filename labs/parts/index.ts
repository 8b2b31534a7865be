import { grafana, jaeger, kiali, loki, prometheus } from "./addons.js";
import {
  bookinfo,
  catalog,
  forum,
  netshoot,
  nginx,
  simpleTls,
  simpleWeb,
  tcpEcho,
  webapp,
} from "./apps.js";
import { credentials } from "./credentials.js";
import { dashboards } from "./dashboards.js";
import { flagger } from "./flagger.js";
import { istio } from "./istio.js";
import { kialiOperator } from "./kiali-operator.js";
import { kubeOpsView } from "./kube-ops-view.js";
import { metricsServer } from "./metrics-server.js";
import { namespaces } from "./namespaces.js";
import { inOrder } from "./order.js";
import type { PartSpec } from "./part.js";
import { prometheusStack } from "./prometheus-stack.js";
import { routing } from "./routing.js";

/** All parts. A part stands behind those that it waits for wherever it is added; else they are shown as here. */
const parts = [
  namespaces,
  kubeOpsView,
  metricsServer,
  istio,
  prometheus,
  grafana,
  jaeger,
  kiali,
  loki,
  dashboards,
  prometheusStack,
  kialiOperator,
  flagger,
  catalog,
  webapp,
  forum,
  simpleWeb,
  tcpEcho,
  simpleTls,
  nginx,
  bookinfo,
  netshoot,
  credentials,
  routing,
] as const;

type AnyPart = (typeof parts)[number];
type NameWith<Mark> = Extract<AnyPart, Mark>["name"];

/** The component that an object belongs to. */
export type Part = AnyPart["name"];

/** A sample addon of the Istio release (`samples/addons`). */
export type AddonName = NameWith<{ readonly isAddon: true }>;

/** A sample application of the Istio release. */
export type SampleAppName = NameWith<{ readonly isSampleApp: true }>;

/** A sample of the Istio release, addon or application: a file of manifests. */
export type SampleName = AddonName | SampleAppName;

/** Whose definitions (CRDs) a week can install besides Istio's: manifests of others, fetched in their pinned version. */
export type DefinitionsName = NameWith<{ readonly hasDefinitions: true }>;

const byName = new Map<Part, PartSpec>(parts.map((part) => [part.name, part]));

/** The value of a part. */
export function partNamed(name: Part): PartSpec {
  const part = byName.get(name);
  if (part === undefined) throw new Error(`there is no part "${name}"`);
  return part;
}

/** The names of all parts, in the order in which they are installed. */
export const PARTS: readonly Part[] = inOrder(
  parts.map(({ name }) => name),
  (name) => partNamed(name).after ?? [],
);

/** The sample addons that the labs use. */
export const ADDONS = PARTS.filter((name): name is AddonName => partNamed(name).isAddon === true);

/** The sample applications, and the addons: all whose manifests the labs take from the Istio release. */
export const SAMPLES = PARTS.filter((name): name is SampleName => {
  const { isAddon, isSampleApp } = partNamed(name);
  return isAddon === true || isSampleApp === true;
});
