import type { KubeObject } from "./kube.js";
import type { LabObject } from "./objects.js";

interface StatefulSetSpec {
  readonly template?: { readonly spec?: { readonly volumes?: readonly object[] } };
  readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
}

/**
 * Gives a StatefulSet empty folders in place of claims. Where nothing provisions volumes its pods would wait for them
 * for ever: in a cluster of processes, and in a node that was made without the Internet.
 */
export const withEmptyVolumes = (objects: readonly LabObject[]): LabObject[] =>
  objects.map((placed) =>
    placed.object.kind === "StatefulSet" ? { ...placed, object: unclaimed(placed.object) } : placed,
  );

function unclaimed(object: KubeObject): KubeObject {
  const { volumeClaimTemplates, ...spec } = object["spec"] as StatefulSetSpec;
  if (volumeClaimTemplates === undefined) return object;
  const pod = spec.template?.spec;
  const volumes = [
    ...(pod?.volumes ?? []),
    ...volumeClaimTemplates.map(({ metadata: { name } }) => ({ name, emptyDir: {} })),
  ];
  return {
    ...object,
    spec: { ...spec, template: { ...spec.template, spec: { ...pod, volumes } } },
  };
}
