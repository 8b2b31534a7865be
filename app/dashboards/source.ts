import { ISTIO_DASHBOARDS, type IstioDashboardName } from "../../labs/dashboards/istio.js";
import type { DashboardName } from "../../labs/telemetry-probes.js";
import type { Week } from "../../labs/week.js";
import { UsageError } from "../../lib/errors.js";
import { didYouMean } from "../../lib/suggest.js";
import { releasedDashboard } from "../../components/render/dashboards.js";

const isReleased = (name: string): name is IstioDashboardName => name in ISTIO_DASHBOARDS;

/** The names of the dashboards of a week: those of its Istio release, and its own. */
export const dashboardNames = ({ id, board }: Week): DashboardName[] => [
  ...Object.keys(ISTIO_DASHBOARDS).filter(isReleased),
  ...(board === undefined ? [] : [id as DashboardName]),
];

/** @throws UsageError `unknown-dashboard` with the names there are */
export function dashboardNamed(week: Week, name: string): DashboardName {
  const names = dashboardNames(week);
  const found = names.find((candidate) => candidate === name);
  if (found !== undefined) return found;
  throw new UsageError(
    "unknown-dashboard",
    `${week.id} has no dashboard "${name}".${didYouMean(name, names)} Dashboards: ${names.join(", ")}.`,
    { next: "./lab dashboard" },
  );
}

/**
 * The text of a dashboard, in Grafana's JSON.
 * @throws UsageError `unknown-dashboard` for one of another week; ToolError where the release's can't be read
 */
export async function dashboardText(week: Week, name: DashboardName): Promise<string> {
  const known = dashboardNamed(week, name);
  if (isReleased(known)) return releasedDashboard(known, week.versions);
  return (await week.board?.()) ?? "";
}
