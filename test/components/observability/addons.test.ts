import { describe, expect, it } from "@jest/globals";
import {
  Grafana,
  Jaeger,
  Kiali,
  KubeOpsView,
  Prometheus,
} from "../../../components/observability/addons.js";
import type { PartArgs } from "../../../components/part.js";
import { objectsOf } from "../../../labs/objects.js";
import type { Part } from "../../../labs/parts.js";
import { stateAt } from "../../../labs/week.js";
import { week1 } from "../../../labs/week1/index.js";
import { fakeCluster } from "../../support/fake-cluster.js";
import { fakeManifests } from "../../support/fake-manifests.js";
import { record } from "../../support/record.js";

type Published = new (name: string, args: PartArgs) => { readonly nodePort: number | undefined };

async function nodePortAt(step: string, part: Part, Component: Published): Promise<unknown> {
  let port: unknown = "not made";
  const objects = objectsOf(stateAt(week1, step), fakeManifests, {
    target: "kwok",
    images: "official",
  }).filter((object) => object.part === part);
  await record(() => {
    port = new Component(part, { objects, cluster: fakeCluster() }).nodePort;
  });
  return port;
}

describe("an addon's page", () => {
  it.each<[Part, Published, number]>([
    ["prometheus", Prometheus, 30001],
    ["grafana", Grafana, 30002],
    ["kiali", Kiali, 30003],
    ["jaeger", Jaeger, 30004],
    ["kube-ops-view", KubeOpsView, 30005],
  ])("is at the node port that the week gives it: %s", async (part, Component, port) => {
    expect(await nodePortAt("1.54", part, Component)).toBe(port);
  });

  it("is at no port while its Service is not published", async () => {
    expect(await nodePortAt("1.14", "kiali", Kiali)).toBeUndefined();
  });
});
