import { ISTIO_SYSTEM } from "../../istio.js";
import { allOf, contains, each, has, onHost, step } from "../../step.js";

/** What older filters are told: all of it, and in one line. */
const AS_TEXT =
  '{"metrics":[{"dimensions":{"source_mesh_id":"node.metadata[\'MESH_ID\']","upstream_proxy_version":"upstream_peer.istio_version"},"name":"requests_total","tags_to_remove":["request_protocol"]}]}';

export default step({
  checks: [
    {
      says: "istioctl finds all that the installation should have, and three Deployments ready",
      probe: onHost(["istioctl", "verify-install"], {
        matches: allOf(
          "^Checked 15 custom resource definitions$",
          "^Checked 3 Istio Deployments$",
          "Istio is installed and verified successfully",
        ),
      }),
      timeoutMs: 120_000,
      until: "4.33",
    },
    {
      says: "The filter for older proxies has the same dimensions for each direction, as a text",
      probe: has(`EnvoyFilter/${ISTIO_SYSTEM}/stats-filter-1.13`, {
        spec: {
          configPatches: each({
            patch: {
              value: {
                typed_config: {
                  value: { config: { configuration: { value: contains(AS_TEXT) } } },
                },
              },
            },
          }),
        },
      }),
      until: "4.24",
    },
  ],
});
