import { istioIsUp, nodeIsReady } from "../../apps/up-checks.js";
import { ISTIO_SYSTEM } from "../../istio.js";
import { all, allOf, by, cluster, count, has, lacks, mesh, onHost, step } from "../../step.js";
import { literal } from "../../versions.js";
import { cluster7 } from "../cluster.js";
import { published } from "../mesh.js";
import { versions } from "../versions.js";

export default step({
  change: all(cluster(cluster7), mesh(published)),
  checks: [
    nodeIsReady(
      `The node is ready, runs Kubernetes ${versions.kubernetes} and takes its pods from 10.10.0.0/16`,
      cluster7,
    ),
    {
      says: `istioctl is that of Istio ${versions.istio}`,
      needs: "objects",
      probe: onHost(["istioctl", "version", "--remote=false"], {
        matches: `\\b${literal(versions.istio)}$`,
      }),
      hint: 'eval "$(./lab env kans7)" puts the right istioctl first on the PATH.',
    },
    {
      says: "It knows the profiles ambient and stable, which older releases don't have together",
      needs: "objects",
      probe: onHost(["istioctl", "profile", "list"], {
        matches: allOf("^\\s*ambient$", "^\\s*stable$"),
      }),
      hint: 'eval "$(./lab env kans7)" puts the right istioctl first on the PATH.',
    },
    ...istioIsUp(versions.istio),
    {
      says: "Its Service is a NodePort with HTTP on 30000",
      probe: has(`Service/${ISTIO_SYSTEM}/istio-ingressgateway`, {
        spec: { type: "NodePort", ports: by("port", { 80: { nodePort: 30000 } }) },
      }),
      hint: "An istioctl install by hand makes it a LoadBalancer.",
    },
    {
      says: "There is no egress gateway",
      probe: lacks(`Deployment/${ISTIO_SYSTEM}/istio-egressgateway`),
      hint: "The demo profile has one; this week uses default.",
    },
    {
      says: "No EnvoyFilter patches the proxies",
      probe: count("envoyfilters.networking.istio.io", 0, { namespace: ISTIO_SYSTEM }),
      until: "the end",
      hint: "kubectl get envoyfilter -A; those of Istio 1.17 are in a cluster of the other weeks.",
    },
  ],
});
