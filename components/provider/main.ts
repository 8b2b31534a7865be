import * as provider from "@pulumi/pulumi/provider/index.js";
import { ENGINES_OWN, settleEnvironment } from "../../lib/environment.js";
import { byType } from "./by-type.js";
import { certificatesProvider } from "./certificates.js";
import { endWithEngine } from "./end-with-engine.js";
import { engineLog } from "./engine-log.js";
import { kindClusterIn } from "./kind-cluster.js";
import { realWorld } from "./kind-world.js";
import { kwokCluster } from "./kwok-cluster.js";
import { labProvider, untyped } from "./lab-provider.js";
import { oneAtATime } from "./one-at-a-time.js";
import { PROCESS_TYPE } from "./process-config.js";
import { labProcess } from "./process.js";

settleEnvironment(ENGINES_OWN);

const args = process.argv.slice(2);
const say = engineLog(args);

endWithEngine();

const others = labProvider(
  {
    "lab:cluster:KindCluster": oneAtATime(
      untyped(kindClusterIn({ ...realWorld, note: say })),
      "kind",
      say,
    ),
    "lab:cluster:KwokCluster": oneAtATime(untyped(kwokCluster), "kwok", say),
    [PROCESS_TYPE]: untyped(labProcess),
  },
  say,
);

await provider.main(
  byType({ "lab:certificates:Certificates": certificatesProvider() }, others),
  args,
);
