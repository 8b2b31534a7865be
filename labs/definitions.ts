/**
 * Whose definitions (CRDs) a week installs besides Istio's. They are manifests of others, so they are fetched in
 * their pinned version and never kept here; the name is also that of the part they belong to.
 */
export const DEFINITIONS = ["flagger"] as const;

export type DefinitionsName = (typeof DEFINITIONS)[number];
