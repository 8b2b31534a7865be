import { ISTIO_SYSTEM } from "../../istio.js";
import { available, by, container, has, lacks, mesh, step } from "../../step.js";
import { M1 } from "../mesh.js";
import { countsLike } from "../stats-filters.js";

/** The dimensions as they stand in the EnvoyFilter, for each direction the same. */
const settings = {
  metrics: [
    {
      name: "requests_total",
      dimensions: {
        upstream_proxy_version: "upstream_peer.istio_version",
        source_mesh_id: "node.metadata['MESH_ID']",
      },
      tags_to_remove: ["request_protocol"],
    },
  ],
};

export default step({
  change: mesh(M1),
  checks: [
    {
      says: "In all three directions the proxies are told of the new dimensions, and of nothing else",
      probe: countsLike({
        SIDECAR_OUTBOUND: settings,
        SIDECAR_INBOUND: settings,
        GATEWAY: settings,
      }),
      until: "4.24",
    },
    {
      says: "The egress gateway of the demo profile is available",
      probe: available(ISTIO_SYSTEM, "istio-egressgateway"),
      timeoutMs: 180_000,
      until: "4.33",
      hint: `kubectl describe pod -n ${ISTIO_SYSTEM} -l app=istio-egressgateway`,
    },
    {
      says: "The ingress gateway has the demo profile's ports besides its own, which stay on the host",
      probe: has(`Service/${ISTIO_SYSTEM}/istio-ingressgateway`, {
        spec: {
          type: "NodePort",
          ports: by("port", {
            80: { nodePort: 30000 },
            443: { nodePort: 30005 },
            31400: { nodePort: 31053 },
            15443: { nodePort: 31607 },
          }),
        },
      }),
      until: "4.33",
    },
    {
      says: "istiod of the demo profile lets every request be traced",
      probe: has(
        `Deployment/${ISTIO_SYSTEM}/istiod`,
        container("discovery", {
          env: by("name", { PILOT_TRACE_SAMPLING: { value: "100" } }),
        }),
      ),
      until: "4.33",
    },
    ...["istiod", "istio-ingressgateway"].map((name) => ({
      says: `Nothing scales ${name} any more`,
      probe: lacks(`HorizontalPodAutoscaler/${ISTIO_SYSTEM}/${name}`),
      until: "4.33" as const,
    })),
  ],
});
