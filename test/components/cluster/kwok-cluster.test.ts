import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "@jest/globals";
import { KwokCluster, type KwokClusterArgs } from "../../../components/cluster/kwok-cluster.js";
import { cluster1 } from "../../../labs/week1/cluster.js";
import { record, type Registration } from "../../support/record.js";

const week1: KwokClusterArgs = { stack: "week1", spec: cluster1 };

async function registered(name: string, args = week1): Promise<Registration> {
  const seen = await record(() => new KwokCluster("cluster", args));
  const found = seen.find((registration) => registration.name === name);
  if (found === undefined) throw new Error(`nothing is called ${name}`);
  return found;
}

describe("the embedded cluster", () => {
  it("asks the plugin for what the week's spec says, and for no port or mount: kwok has none", async () => {
    const { inputs } = await registered("cluster/kwok");
    expect(inputs).toEqual({
      stack: "week1",
      name: "myk8s",
      kubernetes: "1.23.17",
      podSubnet: "10.10.0.0/16",
      serviceSubnet: "10.200.1.0/24",
      apiServerPort: 0,
    });
  });

  it("takes the API server's port from its arguments", async () => {
    const { inputs } = await registered("cluster/kwok", { ...week1, apiServerPort: 6443 });
    expect(inputs["apiServerPort"]).toBe(6443);
  });

  it("is made by the plugin, which clears the old one away when it makes another", async () => {
    // told to delete first, the engine would delete each object of the old one before it
    const { deleteBeforeReplace, parent, type } = await registered("cluster/kwok");
    expect({ deleteBeforeReplace, parent, type }).toEqual({
      deleteBeforeReplace: false,
      parent: "cluster",
      type: "lab:cluster:KwokCluster",
    });
  });

  it("keeps its kubeconfig as a secret", async () => {
    expect((await registered("cluster/kwok")).secretOutputs).toEqual(["kubeconfig"]);
  });

  it("gives out the plugin's id and kubeconfig", async () => {
    let outputs: Promise<unknown> | undefined;
    await record(() => {
      const { id, kubeconfig } = new KwokCluster("cluster", week1);
      outputs = new Promise((resolve) => {
        pulumi.all([id, kubeconfig]).apply(resolve);
      });
    });
    expect(await outputs).toEqual(["cluster/kwok-id", "kubeconfig of cluster/kwok"]);
  });
});

describe("the Kubernetes provider of a cluster", () => {
  it("is that of this very cluster, and not of the next one of the same name", async () => {
    const { inputs } = await registered("cluster/kubernetes");
    expect(inputs).toMatchObject({
      clusterIdentifier: "cluster/kwok-id",
      kubeconfig: "kubeconfig of cluster/kwok",
    });
  });

  it.each([
    ["goes on when the cluster is gone", { deleteUnreachable: "true" }],
    ["takes over what an interrupted run has made", { upsertExistingObjects: "true" }],
    ["edits a ConfigMap in place", { enableConfigMapMutable: "true" }],
    ["edits a Secret in place", { enableSecretMutable: "true" }],
  ])("%s", async (_title, expected) => {
    expect((await registered("cluster/kubernetes")).inputs).toMatchObject(expected);
  });

  it("asks a local API server as fast as it can answer", async () => {
    const { inputs } = await registered("cluster/kubernetes");
    expect(JSON.parse(String(inputs["kubeClientSettings"]))).toEqual({ qps: 500, burst: 1000 });
  });

  it("vanishes with the cluster", async () => {
    const { deletedWith, parent } = await registered("cluster/kubernetes");
    expect({ deletedWith, parent }).toEqual({ deletedWith: "cluster/kwok", parent: "cluster" });
  });
});
