import * as pulumi from "@pulumi/pulumi";
import { mkdir, rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { KindCluster, type KindClusterArgs } from "../../../components/cluster/kind-cluster.js";
import type { ClusterOptions, Target } from "../../../targets/target.js";
import { cluster1 } from "../../../labs/week1/cluster.js";
import { stackDir } from "../../../lib/paths.js";
import { kindInputs } from "../../../components/provider/kind-config.js";
import { writeRecord } from "../../../components/provider/kind-record.js";
import { record, type Registration } from "../../support/record.js";
import { kind as onKind } from "../../../targets/kind.js";
import { kwok as onKwok } from "../../../targets/kwok.js";

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

describe("the kubeconfig in the preview of a cluster that is only to be started", () => {
  const stack = `test-preview-${process.pid}`;
  const kept = { name: "myk8s", apiServerPort: 1, kubeconfig: "as kind wrote it" };

  beforeEach(() => mkdir(stackDir(stack), { recursive: true }));
  afterEach(() => rm(stackDir(stack), { recursive: true, force: true }));

  /** What the Kubernetes provider would get of a cluster whose outputs the engine doesn't know. */
  async function previewed(): Promise<unknown> {
    const seen: Record<string, unknown>[] = [];
    const mocks: pulumi.runtime.Mocks = {
      newResource: ({ name, type, inputs }) => {
        if (type === "pulumi:providers:kubernetes") seen.push(inputs as Record<string, unknown>);
        return { id: `${name}-id`, state: {} };
      },
      call: () => ({}),
    };
    await pulumi.runtime.setMocks(mocks, "istio-lab", stack, true);
    await pulumi.runtime.runInPulumiStack(() => {
      new KindCluster("cluster", { ...week1, stack });
      return Promise.resolve({});
    });
    await pulumi.runtime.disconnect();
    const secret = seen[0]?.["kubeconfig"] as { value?: unknown } | undefined;
    return secret?.value;
  }

  it("is the one that was kept, so that its objects don't show as updates", async () => {
    await writeRecord(stackDir(stack), { ...kept, id: "cluster/kind-id" });
    expect(await previewed()).toBe("as kind wrote it");
  });

  it("is not that of another cluster", async () => {
    await writeRecord(stackDir(stack), { ...kept, id: "kind-other" });
    expect(await previewed()).not.toBe("as kind wrote it");
  });
});

describe("the cluster of a stack", () => {
  const options: ClusterOptions = {
    stack: "week1",
    apiServerPort: 6500,
    listenAddress: "0.0.0.0",
    book: "/book",
  };

  const clusterOn = async (target: Target): Promise<Registration | undefined> => {
    const seen = await record(() => target.cluster(options, cluster1));
    return seen.find(({ type }) => type.startsWith("lab:cluster:"));
  };

  it("on kind is a kind cluster with all that the config says of it", async () => {
    const cluster = await clusterOn(onKind);
    expect(cluster?.type).toBe("lab:cluster:KindCluster");
    expect(cluster?.inputs).toEqual(kindInputs("week1", cluster1, options));
  });

  it("on kwok is an embedded one", async () => {
    const cluster = await clusterOn(onKwok);
    expect(cluster?.type).toBe("lab:cluster:KwokCluster");
    expect(cluster?.inputs).toMatchObject({ apiServerPort: 6500 });
  });
});
