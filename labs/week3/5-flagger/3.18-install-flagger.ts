import { flagger } from "../../flagger/install.js";
import { ISTIO_SYSTEM } from "../../istio.js";
import {
  all,
  apply,
  available,
  by,
  container,
  contains,
  count,
  define,
  has,
  step,
} from "../../step.js";

const KINDS = ["alertproviders", "canaries", "metrictemplates"] as const;

export default step({
  change: all(define("flagger"), apply("flagger", ...flagger)),
  checks: [
    ...KINDS.map((kind) => ({
      says: `The kind ${kind}.flagger.app is defined`,
      probe: has(`CustomResourceDefinition/${kind}.flagger.app`, {
        status: { conditions: by("type", { Established: { status: "True" } }) },
      }),
      until: "3.31" as const,
      hint: `kubectl get crd ${kind}.flagger.app -o yaml`,
    })),
    {
      says: "Flagger is available and works with Istio",
      probe: available(
        ISTIO_SYSTEM,
        "flagger",
        container("flagger", { command: contains("-mesh-provider=istio") }),
      ),
      timeoutMs: 120_000,
      hint: `kubectl logs -n ${ISTIO_SYSTEM} deploy/flagger`,
    },
    {
      says: "Kubernetes 1.23 made one token for its account",
      needs: "node",
      probe: count("secrets", 1, { namespace: ISTIO_SYSTEM, named: "^flagger-token-" }),
      hint: "From Kubernetes 1.24 on tokens are made when they are asked for.",
    },
  ],
});
