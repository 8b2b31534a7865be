import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "@jest/globals";
import { Actions } from "../../components/actions.js";
import type { Action } from "../../labs/action.js";
import { cluster1 } from "../../labs/week1/cluster.js";
import { fakeCluster } from "../support/fake-cluster.js";
import { kubeObject, placed } from "../support/fake-manifests.js";
import { record, type Registration } from "../support/record.js";

const inNode = (name: string): Action => ({
  name,
  title: name,
  place: { where: "node" },
  run: ["true"],
  undo: undefined,
});
const inPods: Action = {
  name: "fault",
  title: "a fault",
  place: { where: "pods", namespace: "shop", selector: "app=web", container: "web" },
  run: ["on"],
  undo: ["off"],
};

const web = (image: string) =>
  placed(
    "catalog",
    kubeObject(
      "apps/v1",
      "Deployment",
      { name: "web", namespace: "shop" },
      {
        template: { metadata: { labels: { app: "web" } }, spec: { containers: [{ image }] } },
      },
    ),
  );

class Node extends pulumi.CustomResource {}

async function registered(
  actions: readonly Action[],
  image = "web:1",
  isLate = false,
): Promise<Registration[]> {
  const objects = web(image);
  const seen = await record(() => {
    const nodes = new Map(objects.map(({ key }) => [key, new Node("test:index:Node", key)]));
    const where = { stack: "week1", spec: cluster1, cluster: fakeCluster(), objects, nodes };
    const afterwards = isLate ? [new Node("test:index:Node", "loads")] : [];
    new Actions("actions", { ...where, actions, afterwards });
  });
  return seen.filter(({ parent }) => parent === "actions");
}

const triggersOf = (found: readonly Registration[]): unknown => found[0]?.inputs["triggers"];

describe("the actions of a lab", () => {
  it("are taken back before they are done anew, and go with the cluster", async () => {
    const [fault] = await registered([inPods]);
    expect(fault).toMatchObject({ deleteBeforeReplace: true, deletedWith: "cluster/kwok" });
    expect(fault?.inputs["delete"]).toContain("action undo");
  });

  it("without an undo do nothing when they go", async () => {
    const [tools] = await registered([inNode("tools")]);
    expect(tools?.inputs).not.toHaveProperty("delete");
  });

  it("in pods wait for the workloads that they select, those in the node for one another", async () => {
    const found = await registered([inNode("release"), inPods, inNode("istioctl")]);
    expect(found.map(({ name, dependsOn }) => [name, dependsOn])).toEqual([
      ["actions/release", ["cluster/kwok"]],
      ["actions/fault", ["Deployment/shop/web", "cluster/kwok"]],
      ["actions/istioctl", ["actions/release", "cluster/kwok"]],
    ]);
  });

  it("in the node leave the time to what others wait for", async () => {
    const found = await registered([inNode("tools"), inPods], "web:1", true);
    expect(found.map(({ dependsOn }) => dependsOn.includes("loads"))).toEqual([true, false]);
  });

  it("are done again when their cluster or the template of their pods is another", async () => {
    const [one, same, other] = [
      triggersOf(await registered([inPods])),
      triggersOf(await registered([inPods])),
      triggersOf(await registered([inPods], "web:2")),
    ];
    expect(one).toEqual(["cluster/kwok-id", expect.stringMatching(/^[0-9a-f]{16}$/)]);
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
  });

  it("say in the state what they do, with no path of this machine", async () => {
    const [fault] = await registered([inPods]);
    const { LAB_COMMAND } = fault?.inputs["environment"] as { LAB_COMMAND: string };
    expect(JSON.parse(LAB_COMMAND)).toEqual({ stack: "week1", cluster: "myk8s", action: inPods });
    expect(JSON.stringify(fault?.inputs)).not.toContain(process.cwd());
  });
});
