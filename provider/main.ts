import * as provider from "@pulumi/pulumi/provider/index.js";
import { kindCluster } from "./kind-cluster.js";
import { kwokCluster } from "./kwok-cluster.js";
import { labProvider, untyped } from "./lab-provider.js";

await provider.main(
  labProvider({
    "lab:cluster:KindCluster": untyped(kindCluster),
    "lab:cluster:KwokCluster": untyped(kwokCluster),
  }),
  process.argv.slice(2),
);
