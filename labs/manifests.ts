import type { IstioOperatorSpec } from "./istio.js";
import type { KubeObject } from "./kube.js";
import type { AddonName, DefinitionsName } from "./parts/index.js";

/** The manifests of others, fetched or rendered beforehand (components/render/). */
export interface Manifests {
  readonly istio: (spec: IstioOperatorSpec) => readonly KubeObject[];
  readonly addon: (name: AddonName) => readonly KubeObject[];
  readonly definitions: (name: DefinitionsName) => readonly KubeObject[];
}
