import { describe, expect, it } from "@jest/globals";
import { PartComponent } from "../../components/part.js";
import { objectsOf } from "../../labs/objects.js";
import { flagger } from "../../labs/parts/flagger.js";
import { stateAt } from "../../labs/week.js";
import { week3 } from "../../labs/week3/index.js";
import { fakeCluster } from "../support/fake-cluster.js";
import { fakeManifests } from "../support/fake-manifests.js";
import { record } from "../support/record.js";
import { kwok as onKwok } from "../../targets/kwok.js";

const objects = objectsOf(stateAt(week3, "3.19"), fakeManifests, {
  target: onKwok,
  images: "official",
}).filter(({ part }) => part === "flagger");

const DEPLOYMENT = "flagger/Deployment/istio-system/flagger";
const CANARY = "flagger/Canary/istioinaction/catalog-release";

describe("Flagger", () => {
  it("starts when its definitions and rights are there, and is told what to watch after that", async () => {
    const seen = await record(() => {
      new PartComponent(flagger, { objects, cluster: fakeCluster() });
    });
    const needs = (name: string): readonly string[] =>
      [...(seen.find((each) => each.name === name)?.dependsOn ?? [])].sort();
    expect(needs(DEPLOYMENT)).toEqual([
      "flagger/ClusterRole/flagger",
      "flagger/ClusterRoleBinding/flagger",
      "flagger/CustomResourceDefinition/kinds.flagger.app",
      "flagger/ServiceAccount/istio-system/flagger",
    ]);
    expect(needs(CANARY)).toEqual([DEPLOYMENT]);
  });
});
