import type { provider } from "@pulumi/pulumi";
import { LAB_PROVIDER_VERSION } from "./version.js";

type Methods = Required<
  Pick<provider.Provider, "check" | "diff" | "create" | "read" | "update" | "delete">
>;

/** What the plugin does of each type of resource, by the type's token; all others are the last one's. */
export function byType(
  providers: Readonly<Record<string, provider.Provider>>,
  others: provider.Provider,
): provider.Provider {
  const of = (urn: string): Methods =>
    (providers[urn.split("::")[2]?.split("$").at(-1) ?? ""] ?? others) as Methods;
  return {
    version: LAB_PROVIDER_VERSION,
    check: (urn, olds, news) => of(urn).check(urn, olds, news),
    diff: (id, urn, olds, news) => of(urn).diff(id, urn, olds, news),
    create: (urn, inputs) => of(urn).create(urn, inputs),
    read: (id, urn, props) => of(urn).read(id, urn, props),
    update: (id, urn, olds, news) => of(urn).update(id, urn, olds, news),
    delete: (id, urn, props) => of(urn).delete(id, urn, props),
  };
}
