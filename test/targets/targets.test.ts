import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { cluster1 } from "../../labs/week1/cluster.js";
import { root } from "../../lib/paths.js";
import { CONFIG_KEYS } from "../../stacks/config.js";
import { targets } from "../../targets/index.js";
import { record } from "../support/record.js";

const options = {
  ...{ stack: "week1", apiServerPort: 0, listenAddress: "127.0.0.1", book: undefined },
};

describe.each(targets)("the target $name", (target) => {
  it("declares a cluster of the type by which a state tells it, with the plugin's own inputs", async () => {
    const seen = await record(() => target.cluster(options, cluster1));
    const cluster = seen.find(({ type }) => type.startsWith("lab:cluster:"));
    expect(cluster?.type).toBe(target.resourceType);
    expect(cluster?.inputs).toEqual(target.inputs(options, cluster1));
  });

  it("forces and deletes objects with the cluster exactly where that is its own", async () => {
    const seen = await record(() => target.cluster(options, cluster1));
    const provider = seen.find(({ type }) => type === "pulumi:providers:kubernetes");
    expect(provider?.inputs["upsertExistingObjects"] === "true").toBe(target.owns.cluster);
    expect(provider?.deletedWith !== undefined).toBe(target.owns.cluster);
  });

  it("names only keys that the config has", () => {
    expect(CONFIG_KEYS).toEqual(expect.arrayContaining([...target.keys]));
  });
});

it("a config key that means something on one target only says so in Pulumi.yaml", async () => {
  const { config } = parse(await readFile(join(root, "Pulumi.yaml"), "utf8")) as {
    readonly config: Readonly<Record<string, { readonly description: string }>>;
  };
  for (const key of CONFIG_KEYS) {
    const owners = targets.filter(({ keys }) => (keys as readonly string[]).includes(key));
    const [, says] = /^(\S+) only\./.exec(config[`istio-lab:${key}`]?.description ?? "") ?? [];
    expect([key, says]).toEqual([key, owners.length === 1 ? owners[0]?.name : undefined]);
  }
});
