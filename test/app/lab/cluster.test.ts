import { afterEach, describe, expect, it } from "@jest/globals";
import { findCluster, hasLeftovers, wantedCluster } from "../../../app/lab/cluster.js";
import { week1 } from "../../../labs/week1/index.js";
import { stackDir } from "../../../lib/paths.js";
import { parseConfig } from "../../../stacks/config.js";

const PATH = process.env["PATH"];
afterEach(() => {
  process.env["PATH"] = PATH;
});

const config = parseConfig("week1", { target: "kind" });

/** A lab that was deployed with a cluster of this name. */
const deployed = (name: string) => ({
  step: "1.14",
  target: "kind",
  cluster: "kind-week1-1",
  clusterInputs: { ...wantedCluster(week1, config).inputs, name },
  resources: 1,
  pending: 0,
});

describe("the cluster of a deployed lab", () => {
  it("is gone where there is no Docker any more, so that down can clear up", async () => {
    process.env["PATH"] = "/nowhere";
    expect(await findCluster(week1, config, deployed("myk8s"))).toEqual({
      alive: false,
      why: "there is no Docker on this machine",
    });
  });

  it("is not looked for where none was made", async () => {
    expect(await findCluster(week1, config, undefined)).toBeUndefined();
    const none = { ...deployed("myk8s"), cluster: undefined };
    expect(await findCluster(week1, config, none)).toBeUndefined();
  });
});

describe("what is left of a stack beside its state", () => {
  const someone = (owner?: string) => () => Promise.resolve(owner);

  it("is seen by whose a node is, though every file is lost", async () => {
    const week = { ...week1, id: "week1-nowhere" };
    expect(await hasLeftovers(week, someone(stackDir(week.id)))).toBe(true);
    expect(await hasLeftovers(week, someone("/other/.lab/stacks/week1"))).toBe(false);
    expect(await hasLeftovers(week, someone())).toBe(false);
  });
});
