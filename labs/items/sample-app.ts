import type { KubeObject } from "../kube.js";
import type { SampleAppName } from "../parts/index.js";
import type { Kind } from "./kind.js";

/** A sample application of the Istio release, as its manifest has it. */
export interface SampleAppItem {
  readonly kind: "sampleApp";
  readonly name: SampleAppName;
  /** Where it is installed: its manifest leaves that to kubectl. */
  readonly namespace: string;
}

/** An application's key. */
export const sampleAppKey = (name: SampleAppName): string => `sampleApp/${name}`;

export const sampleAppKind: Kind<SampleAppItem> = {
  key: ({ name }) => sampleAppKey(name),
  title: ({ name, namespace }) => `sample application ${name} in ${namespace}`,
  content: ({ namespace }) => ({ namespace }),
  needsCluster: true,
  samples: ({ name }) => [name],
  objects: ({ name, namespace }, { sample }) =>
    sample(name).map((object) => ({ part: name, object: placedIn(namespace, object) })),
};

const placedIn = (namespace: string, object: KubeObject): KubeObject => ({
  ...object,
  metadata: { ...object.metadata, namespace },
});
