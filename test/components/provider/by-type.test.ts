import { expect, it } from "@jest/globals";
import type { provider } from "@pulumi/pulumi";
import { byType } from "../../../components/provider/by-type.js";

/** What a plugin does of a type of resource: it says who was asked. */
const named = (name: string): provider.Provider => ({
  version: "1.0.0",
  create: () => Promise.resolve({ id: name }),
});

const urn = (type: string) => `urn:pulumi:week9::istio-lab::${type}::some/name`;

it("a resource is made by what is for its type, also below a component, and all others by the last", async () => {
  const plugin = byType(
    { "lab:certificates:Certificates": named("certificates") },
    named("others"),
  );
  const madeBy = async (type: string) => (await plugin.create?.(urn(type), {}))?.id;
  expect(await madeBy("lab:certificates:Certificates")).toBe("certificates");
  expect(await madeBy("istio-lab:certificates:Certificates$lab:certificates:Certificates")).toBe(
    "certificates",
  );
  expect(await madeBy("lab:cluster:KindCluster")).toBe("others");
});
