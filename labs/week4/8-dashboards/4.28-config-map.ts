import { absent, has, step, type TreeMap } from "../../step.js";
import { istioDashboards } from "../tools.js";
import { BOARDS, DASHBOARDS_MAP } from "./maps.js";

/** Each file with its title in it. */
const titles: TreeMap = Object.fromEntries(
  BOARDS.map(({ file, title }) => [file, new RegExp(`"title":\\s*"${title}"`)]),
);

export default step({
  change: istioDashboards(),
  checks: [
    {
      says: "The ConfigMap has Istio's six dashboards",
      probe: has(DASHBOARDS_MAP, { data: titles }),
    },
    {
      says: "It has no label yet by which Grafana would find it",
      probe: has(DASHBOARDS_MAP, { metadata: { labels: { grafana_dashboard: absent } } }),
      until: "4.29",
    },
  ],
});
