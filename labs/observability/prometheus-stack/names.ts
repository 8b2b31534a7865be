import type { KubeObject, ObjectMeta } from "../../kube.js";

/** The namespace of the stack. */
export const NAMESPACE = "prometheus";
/** The release of the notes. Prometheus looks for monitors and rules with this label alone. */
export const RELEASE = "prom";
/** What all names of the chart's own objects begin with. */
export const STACK = `${RELEASE}-kube-prometheus-stack`;
export const RBAC = "rbac.authorization.k8s.io";

const CHART = "kube-prometheus-stack";
const CHART_VERSION = "13.13.1";

type Labels = Readonly<Record<string, string>>;

/** The labels of an object of the chart. @param component `operator`, `prometheus` … */
export const labelsOf = (component: string): Labels => ({
  app: `${CHART}-${component}`,
  chart: `${CHART}-${CHART_VERSION}`,
  release: RELEASE,
  heritage: "Helm",
});

/** What the Service of a component is selected by. */
export const selectorOf = (component: string): Labels => ({
  app: `${CHART}-${component}`,
  release: RELEASE,
});

/** By what Prometheus finds what concerns it: monitors by their release, rules by the chart as well. */
export const ofRelease: Labels = { release: RELEASE };
export const ofChart: Labels = { app: CHART, release: RELEASE };

/** The metadata of a component's object in the namespace of the stack. */
export const metadataOf = (component: string): ObjectMeta => ({
  name: `${STACK}-${component}`,
  namespace: NAMESPACE,
  labels: labelsOf(component),
});

/** The account of a component, with what it may do in the whole cluster. */
export function accountWith(component: string, rules: readonly unknown[]): readonly KubeObject[] {
  const metadata = metadataOf(component);
  const { name, labels } = metadata;
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata },
    {
      apiVersion: `${RBAC}/v1`,
      kind: "ClusterRole",
      metadata: { name, ...(labels && { labels }) },
      rules,
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: "ClusterRoleBinding",
      metadata: { name, ...(labels && { labels }) },
      roleRef: { apiGroup: RBAC, kind: "ClusterRole", name },
      subjects: [{ kind: "ServiceAccount", name, namespace: NAMESPACE }],
    },
  ];
}
