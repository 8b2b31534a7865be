import { NAMESPACE } from "../../apps/app.js";
import type { KubeObject } from "../../kube.js";

export const namespace = (labels?: Readonly<Record<string, string>>): KubeObject => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: NAMESPACE, ...(labels === undefined ? {} : { labels }) },
});

export const CATALOG_MANIFEST = "services/catalog/kubernetes/catalog.yaml";
