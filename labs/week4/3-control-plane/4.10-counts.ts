import { onHost, step } from "../../step.js";
import { istiodMetrics, READ_ISTIOD } from "../istiod-metrics.js";

/** Prints how many objects of a kind there are, and istiod's number for them. */
const compare = (kind: string, metric: string): readonly string[] => [
  "sh",
  "-c",
  [
    `there=$(kubectl get ${kind} -A -o name | wc -l | tr -d ' ')`,
    `known=$(kubectl exec netshoot -- ${READ_ISTIOD.join(" ")} | sed -n 's/^${metric} //p')`,
    `echo "there are $there, istiod knows $known"`,
  ].join("; "),
];

const AGREE = "^there are (\\d+), istiod knows \\1$";

export default step({
  checks: [
    {
      says: "istiod knows as many Services as the cluster has",
      probe: onHost(compare("svc", "pilot_services"), { matches: AGREE }),
      needs: "mesh",
      until: "the next change",
    },
    {
      says: "istiod knows as many VirtualServices as the cluster has",
      probe: onHost(compare("virtualservices.networking.istio.io", "pilot_virt_services"), {
        matches: AGREE,
      }),
      needs: "mesh",
      until: "the next change",
    },
    {
      says: "Three proxies of version 1.17.8 are connected to it",
      probe: istiodMetrics({ matches: '^pilot_xds\\{version="1\\.17\\.8"\\} 3$' }),
      timeoutMs: 60_000,
      until: "the next change",
      hint: "istioctl proxy-status names them.",
    },
  ],
});
