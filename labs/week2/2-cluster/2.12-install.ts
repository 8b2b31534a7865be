import { ISTIO_SYSTEM } from "../../istio.js";
import { nodeIstioctl, nodeRelease } from "../../node-actions.js";
import { act, all, available, count, has, lacks, mesh, step } from "../../step.js";
import { installed } from "../mesh.js";
import { versions } from "../versions.js";

export default step({
  change: all(act(nodeRelease(versions), nodeIstioctl(versions)), mesh(installed)),
  checks: [
    ...["istiod", "istio-ingressgateway"].map((name) => ({
      says: `${name} is available`,
      probe: available(ISTIO_SYSTEM, name),
      timeoutMs: 180_000,
      hint: `kubectl describe pod -n ${ISTIO_SYSTEM} -l app=${name}`,
    })),
    {
      says: "15 kinds of istio.io are defined",
      probe: count("customresourcedefinitions.apiextensions.k8s.io", 15, {
        named: "\\.istio\\.io$",
      }),
      hint: "kubectl get crd | grep istio.io",
      until: "the end",
    },
    {
      says: `installed-state records profile default and tag ${versions.istio}`,
      probe: has(`IstioOperator/${ISTIO_SYSTEM}/installed-state`, {
        spec: { profile: "default", tag: versions.istio },
      }),
      hint: "istioctl profile dump default shows the same values.",
    },
    {
      says: "There is no egress gateway",
      probe: lacks(`Deployment/${ISTIO_SYSTEM}/istio-egressgateway`),
      hint: "The demo profile has one; this week uses default.",
    },
  ],
});
