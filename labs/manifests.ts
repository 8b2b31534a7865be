import type { IstioOperatorSpec } from "./istio.js";
import type { KubeObject } from "./kube.js";
import type { DefinitionsName, SampleName } from "./parts/index.js";

/** The manifests of others, fetched or rendered beforehand (components/render/). */
export interface Manifests {
  readonly istio: (spec: IstioOperatorSpec) => readonly KubeObject[];
  readonly sample: (name: SampleName) => readonly KubeObject[];
  readonly definitions: (name: DefinitionsName) => readonly KubeObject[];
}
