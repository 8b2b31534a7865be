import { describe, expect, it } from "@jest/globals";
import { KindCluster, type KindClusterArgs } from "../../../components/cluster/kind-cluster.js";
import { makeCluster, type ClusterOptions } from "../../../components/cluster/make-cluster.js";
import { cluster1 } from "../../../labs/week1/cluster.js";
import { kindInputs } from "../../../provider/kind-config.js";
import { record, type Registration } from "../../support/record.js";

const week1: KindClusterArgs = { stack: "week1", spec: cluster1 };

async function registered(name: string, args = week1): Promise<Registration> {
  const seen = await record(() => new KindCluster("cluster", args));
  const found = seen.find((registration) => registration.name === name);
  if (found === undefined) throw new Error(`nothing is called ${name}`);
  return found;
}

describe("the kind cluster", () => {
  it("asks the plugin for what the week's spec says, on the loopback address and without a mount", async () => {
    const { inputs } = await registered("cluster/kind");
    const defaults = { apiServerPort: 0, listenAddress: "127.0.0.1", book: undefined };
    expect(inputs).toEqual(kindInputs("week1", cluster1, defaults));
  });

  it("takes ports, addresses and the book from its arguments", async () => {
    const options = { apiServerPort: 6500, listenAddress: "0.0.0.0", book: "/book" };
    const { inputs } = await registered("cluster/kind", { ...week1, ...options });
    expect(inputs).toEqual(kindInputs("week1", cluster1, options));
  });

  it("is made by the plugin, which clears the old one away when it makes another", async () => {
    // told to delete first, the engine would delete each object of the old one before it
    const { deleteBeforeReplace, parent, type } = await registered("cluster/kind");
    expect({ deleteBeforeReplace, parent, type }).toEqual({
      deleteBeforeReplace: false,
      parent: "cluster",
      type: "lab:cluster:KindCluster",
    });
  });

  it("keeps its kubeconfig as a secret", async () => {
    expect((await registered("cluster/kind")).secretOutputs).toEqual(["kubeconfig"]);
  });

  it("has a Kubernetes provider that vanishes with it", async () => {
    const { deletedWith, inputs } = await registered("cluster/kubernetes");
    expect(deletedWith).toBe("cluster/kind");
    expect(inputs).toMatchObject({ clusterIdentifier: "cluster/kind-id" });
  });
});

describe("the cluster of a stack", () => {
  const options: ClusterOptions = {
    stack: "week1",
    target: "kind",
    apiServerPort: 6500,
    listenAddress: "0.0.0.0",
    book: "/book",
  };

  const clusterOn = async (target: ClusterOptions["target"]): Promise<Registration | undefined> => {
    const seen = await record(() => makeCluster({ ...options, target }, cluster1));
    return seen.find(({ type }) => type.startsWith("lab:cluster:"));
  };

  it("on kind is a kind cluster with all that the config says of it", async () => {
    const cluster = await clusterOn("kind");
    expect(cluster?.type).toBe("lab:cluster:KindCluster");
    expect(cluster?.inputs).toEqual(kindInputs("week1", cluster1, options));
  });

  it("on kwok is an embedded one", async () => {
    const cluster = await clusterOn("kwok");
    expect(cluster?.type).toBe("lab:cluster:KwokCluster");
    expect(cluster?.inputs).toMatchObject({ apiServerPort: 6500 });
  });
});
