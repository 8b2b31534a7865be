import { parse, stringify } from "yaml";
import type { Exec } from "../lib/exec.js";
import type { IstioOperatorSpec } from "../labs/istio.js";
import type { KubeObject } from "../labs/kube.js";
import { normalise, parseManifest, withoutEmpty } from "./normalise.js";

/** The namespace of the control plane; `istioctl install` makes it, its manifests don't hold it. */
const namespace: KubeObject = {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: "istio-system" },
};

/** The file that istioctl takes: the state's spec in an IstioOperator. */
const operatorFile = (spec: IstioOperatorSpec): string =>
  stringify({ apiVersion: "install.istio.io/v1alpha1", kind: "IstioOperator", spec });

/**
 * What `istioctl install` would write for this spec, as objects: its manifests, the namespace, and the
 * record `installed-state` (weeks/week1.md 3.2). Needs no cluster and no network.
 * @throws ToolError when istioctl refuses the spec.
 */
export async function renderIstio(
  spec: IstioOperatorSpec,
  istioctl: string,
  exec: Exec,
): Promise<readonly KubeObject[]> {
  const input = operatorFile(spec);
  const [manifest, profile] = await Promise.all([
    exec(istioctl, ["manifest", "generate", "-f", "-"], { input }),
    exec(istioctl, ["profile", "dump", "-f", "-"], { input }),
  ]);
  return [
    namespace,
    ...parseManifest(manifest.stdout, "the output of istioctl manifest generate"),
    installedState(parse(profile.stdout) as { readonly spec: object }),
  ];
}

/** The record of the installation that `kubectl get istiooperators` shows in step 1.12. */
function installedState({ spec }: { readonly spec: object }): KubeObject {
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
