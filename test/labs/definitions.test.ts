import { describe, expect, it } from "@jest/globals";
import { delta } from "../../labs/delta.js";
import type { KubeObject } from "../../labs/kube.js";
import type { Manifests } from "../../labs/manifests.js";
import { objectsOf } from "../../labs/objects.js";
import { all, define, nothing } from "../../labs/state.js";
import type { Week } from "../../labs/week.js";
import { kwok as onKwok } from "../../targets/kwok.js";

const canaries: KubeObject = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "canaries.flagger.app" },
};

const manifests: Manifests = { istio: () => [], sample: () => [], definitions: () => [canaries] };
const where = { target: onKwok, images: "official" } as const;
const installed = define("flagger")(nothing);

describe("the definitions of others", () => {
  it("are objects of the part of that name", () => {
    const objects = objectsOf(installed, manifests, where);
    expect(objects).toEqual([
      { key: "CustomResourceDefinition/canaries.flagger.app", part: "flagger", object: canaries },
    ]);
  });

  it("are installed once, however often they are asked for", () => {
    expect(all(define("flagger"), define("flagger"))(nothing)).toEqual(installed);
  });

  it("show in the difference of two steps", () => {
    const step = { kind: "change", title: "", lesson: "", commands: [], checks: [] } as const;
    const week: Week = {
      id: "week0",
      title: "",
      versions: { kubernetes: "1.23.17", istio: "1.17.8" },
      base: "0.1",
      steps: [
        { id: "0.1", ...step },
        { id: "0.2", ...step, patch: define("flagger") },
      ],
    };
    const item = { kind: "definitions", name: "flagger" };
    expect(delta(week, "0.1", "0.2")).toEqual([
      { key: "definitions/flagger", kind: "added", fields: [], item },
    ]);
  });
});
