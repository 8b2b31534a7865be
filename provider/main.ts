import * as provider from "@pulumi/pulumi/provider/index.js";
import { engineLog } from "./engine-log.js";
import { kindClusterIn } from "./kind-cluster.js";
import { realWorld } from "./kind-world.js";
import { kwokCluster } from "./kwok-cluster.js";
import { labProvider, untyped } from "./lab-provider.js";

const args = process.argv.slice(2);
const say = engineLog(args);

endWithEngine();

await provider.main(
  labProvider(
    {
      "lab:cluster:KindCluster": untyped(kindClusterIn({ ...realWorld, note: say })),
      "lab:cluster:KwokCluster": untyped(kwokCluster),
    },
    say,
  ),
  args,
);

/** A plugin whose engine was killed would stay for ever, and go on with what it was told last. */
function endWithEngine(): void {
  const engine = process.ppid;
  const look = (): void => {
    if (process.ppid !== engine) process.exit(1);
  };
  setInterval(look, 1_000).unref();
}
