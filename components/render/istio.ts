import { parse, stringify } from "yaml";
import type { Exec } from "../../lib/exec.js";
import type { IstioOperatorSpec } from "../../labs/istio.js";
import type { KubeObject } from "../../labs/kube.js";
import { normalise, parseManifest, withoutEmpty } from "./normalise.js";

/** The namespace of the control plane; `istioctl install` makes it, its manifests don't hold it. */
const namespace: KubeObject = {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: "istio-system" },
};

/**
 * What `istioctl install` adds after the manifests to make this installation the default one: the webhooks
 * `istio-revision-tag-default` and `istiod-default-validator`. The charts render them when these are set.
 */
const asDefault = (spec: IstioOperatorSpec): IstioOperatorSpec => ({
  ...spec,
  values: { ...spec.values, revisionTags: ["default"], defaultRevision: "default" },
});

/** The file that istioctl takes: the state's spec in an IstioOperator. */
const operatorFile = (spec: IstioOperatorSpec): string =>
  stringify({ apiVersion: "install.istio.io/v1alpha1", kind: "IstioOperator", spec });

/**
 * What `istioctl install` would write for this spec, as objects: its manifests, the namespace, the webhooks of
 * the default installation, and the record `installed-state` where it keeps one. Needs no cluster and no network.
 * @throws ToolError when istioctl refuses the spec.
 */
export async function renderIstio(
  spec: IstioOperatorSpec,
  istioctl: string,
  exec: Exec,
): Promise<readonly KubeObject[]> {
  const [manifest, profile] = await Promise.all([
    exec(istioctl, ["manifest", "generate", "-f", "-"], { input: operatorFile(asDefault(spec)) }),
    exec(istioctl, ["profile", "dump", "-f", "-"], { input: operatorFile(spec) }),
  ]);
  const objects = parseManifest(manifest.stdout, "the output of istioctl manifest generate");
  const { spec: installed } = parse(profile.stdout) as { readonly spec: object };
  return [
    namespace,
    ...objects.map(withoutTwinInjector),
    ...(objects.some(definesRecord) ? [installedState(installed)] : []),
  ];
}

/** Istio 1.23 keeps no record any more, and has no definition of its kind. */
const definesRecord = ({ kind, metadata }: KubeObject): boolean =>
  kind === "CustomResourceDefinition" && metadata.name === "istiooperators.install.istio.io";

/** `istioctl install` lets them match nothing, so that a later `istioctl tag set` can bring them back. */
const neverMatch = { matchLabels: { "istio.io/deactivated": "never-match" } };

/** Turns the first injector off, as `istioctl install` does: the webhooks of the default tag inject in its stead. */
function withoutTwinInjector(object: KubeObject): KubeObject {
  const isInjector = object.kind === "MutatingWebhookConfiguration";
  if (!isInjector || object.metadata.name !== "istio-sidecar-injector") return object;
  const webhooks = object["webhooks"] as readonly object[];
  const off = { namespaceSelector: neverMatch, objectSelector: neverMatch };
  return { ...object, webhooks: webhooks.map((webhook) => ({ ...webhook, ...off })) };
}

/** The record of the installation that `kubectl get istiooperators` shows in step 1.12. */
function installedState(spec: object): KubeObject {
  return normalise({
    apiVersion: "install.istio.io/v1alpha1",
    kind: "IstioOperator",
    metadata: {
      name: "installed-state",
      namespace: "istio-system",
      annotations: { "install.istio.io/ignoreReconcile": "true" },
    },
    spec: withoutEmpty(spec),
  });
}
