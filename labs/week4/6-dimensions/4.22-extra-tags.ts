import { NAMESPACE } from "../../apps/app.js";
import { apply, available, by, listOf, step, yaml } from "../../step.js";
import { literal } from "../../versions.js";
import { versions } from "../versions.js";
import { withExtraTags } from "../webapp.js";
import { received, sent, webappCounts } from "../webapp-counts.js";

const mesh = { source_mesh_id: "cluster\\.local" };
const gone = ["request_protocol"];
const running = literal(versions.istio);

export default step({
  change: apply("webapp", withExtraTags),
  checks: [
    {
      says: "webapp's proxy is told of two tags, and webapp of no other service's address",
      probe: available(NAMESPACE, "webapp", {
        spec: {
          template: {
            metadata: {
              annotations: {
                "proxy.istio.io/config": yaml({
                  extraStatTags: ["upstream_proxy_version", "source_mesh_id"],
                }),
              },
            },
            spec: {
              serviceAccountName: "webapp",
              containers: by("name", { webapp: { env: listOf(1) } }),
            },
          },
        },
      }),
      timeoutMs: 120_000,
    },
    {
      ...webappCounts(
        "webapp's proxy tells of catalog's version as the sender and of none as the receiver",
        sent({ ...mesh, upstream_proxy_version: running }, gone),
        received({ ...mesh, upstream_proxy_version: "unknown" }, gone),
      ),
      until: "4.24",
    },
  ],
});
