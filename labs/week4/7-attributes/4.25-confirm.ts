import { ISTIO_SYSTEM } from "../../istio.js";
import { contains, has, some, step } from "../../step.js";

export default step({
  checks: [
    {
      says: "installed-state records the dimension, for what sidecars send",
      probe: has(`IstioOperator/${ISTIO_SYSTEM}/installed-state`, {
        spec: {
          values: {
            telemetry: {
              v2: {
                prometheus: {
                  configOverride: {
                    outboundSidecar: {
                      metrics: [
                        {
                          name: "requests_total",
                          dimensions: { upstream_operation: "istio_operationId" },
                        },
                      ],
                    },
                  },
                },
              },
            },
          },
        },
      }),
      until: "4.33",
    },
    {
      says: "The filter for proxies of 1.16 has it too, as a text",
      probe: has(`EnvoyFilter/${ISTIO_SYSTEM}/stats-filter-1.16`, {
        spec: {
          configPatches: some({
            match: { context: "SIDECAR_OUTBOUND" },
            patch: {
              value: {
                typed_config: {
                  value: {
                    config: {
                      configuration: {
                        value: contains(
                          '{"metrics":[{"dimensions":{"upstream_operation":"istio_operationId"},"name":"requests_total"}]}',
                        ),
                      },
                    },
                  },
                },
              },
            },
          }),
        },
      }),
      until: "4.33",
    },
  ],
});
