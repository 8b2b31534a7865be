import { dashboardFilesIn } from "../../labs/dashboards/files.js";
import { DASHBOARDS_ADDON, ISTIO_DASHBOARDS } from "../../labs/dashboards/istio.js";
import type { IstioDashboardName } from "../../labs/dashboards/istio.js";
import type { Versions } from "../../labs/versions.js";
import { ToolError } from "../../lib/errors.js";
import { sampleManifest, type RenderOptions } from "./render.js";

/**
 * The text of a dashboard of the Istio release, whether a lab has installed it or not.
 * @throws ToolError `no-such-dashboard` where the release has none of that file; as `renderStates` does
 */
export async function releasedDashboard(
  name: IstioDashboardName,
  versions: Versions,
  options: RenderOptions = {},
): Promise<string> {
  const { file } = ISTIO_DASHBOARDS[name];
  const files = dashboardFilesIn(await sampleManifest(DASHBOARDS_ADDON, versions, options));
  const text = files[file];
  if (text !== undefined) return text;
  throw new ToolError(
    "no-such-dashboard",
    `Istio ${versions.istio} has no ${file}. Its dashboards: ${Object.keys(files).join(", ")}.`,
    { next: "./lab dashboard" },
  );
}
