import { describe, expect, it } from "@jest/globals";
import { judgeOwn } from "../../checks/own-probe.js";
import type { KubeObject } from "../../labs/kube.js";
import type { OwnProbe } from "../../labs/probe-kinds.js";
import { fakeKubectl } from "../support/fake-kubectl.js";

const route = (weight: number, extra: object = {}): KubeObject => ({
  apiVersion: "networking.istio.io/v1beta1",
  kind: "VirtualService",
  metadata: { name: "catalog", namespace: "shop", ...extra },
  spec: { http: [{ route: [{ weight }] }] },
});
const key = "VirtualService/shop/catalog";

const ask = (are: OwnProbe["are"], live: readonly KubeObject[], weight = 90) =>
  judgeOwn(
    { kind: "own", keys: [key], are },
    {
      kubectl: fakeKubectl(() => live),
      declared: () => Promise.resolve([{ key, part: "routing", object: route(weight) }]),
    },
  );

describe("a step's own objects", () => {
  it("are there as they are declared", async () => {
    expect(await ask("declared", [route(90)])).toBeUndefined();
  });

  it("are told with path, value seen and value wanted where they differ", async () => {
    expect(await ask("declared", [route(80)])).toMatchObject({
      text: "VirtualService shop/catalog: spec.http[0].route[0].weight is 80, wanted 90",
      wanted: "90",
    });
  });

  it("fail where they are missing or on their way out", async () => {
    expect((await ask("declared", []))?.text).toBe("VirtualService shop/catalog does not exist");
    const deletionTimestamp = "2025-04-26T08:00:00Z";
    const going = await ask("declared", [route(90, { deletionTimestamp })]);
    expect(going?.text).toBe("VirtualService shop/catalog is being deleted");
  });

  it("are gone when nothing has their name any more", async () => {
    expect(await ask("gone", [])).toBeUndefined();
    expect((await ask("gone", [route(90)]))?.text).toBe("VirtualService shop/catalog exists");
  });
});
