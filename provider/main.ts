import * as provider from "@pulumi/pulumi/provider/index.js";
import { kwokCluster } from "./kwok-cluster.js";
import { labProvider, untyped } from "./lab-provider.js";

await provider.main(
  labProvider({ "lab:cluster:KwokCluster": untyped(kwokCluster) }),
  process.argv.slice(2),
);
