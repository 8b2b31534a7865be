import { KwokCluster } from "../../components/cluster/kwok-cluster.js";
import type { RunningCluster } from "../../components/cluster/running-cluster.js";
import { cluster1 } from "../../labs/week1/cluster.js";

/** A cluster for the components under test to go to: the embedded one of week 1, under Pulumi's mocks. */
export const fakeCluster = (): RunningCluster =>
  new KwokCluster("cluster", { stack: "week1", spec: cluster1 });
