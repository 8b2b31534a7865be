import type { KubeObject } from "../../kube.js";

/** The group of Kiali's kind. */
export const KIALI_GROUP = "kiali.io";
export const KIALI_VERSION = "v1alpha1";

/** The definition of the kind Kiali. Up to 1.63 it allows every field, and the operator reads those that it knows. */
export const kialiDefinition: KubeObject = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: `kialis.${KIALI_GROUP}` },
  spec: {
    group: KIALI_GROUP,
    names: { kind: "Kiali", listKind: "KialiList", plural: "kialis", singular: "kiali" },
    scope: "Namespaced",
    versions: [
      {
        name: KIALI_VERSION,
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
        },
      },
    ],
  },
};
