import { ISTIO_DASHBOARDS } from "../../dashboards/istio.js";
import { absent, dashboards, has, step, type TreeMap } from "../../step.js";
import { LABEL, MAP, MAP_KEY } from "./maps.js";

/** Each file with its title in it. */
const titles: TreeMap = Object.fromEntries(
  Object.values(ISTIO_DASHBOARDS).map(({ file, title }) => [
    file,
    new RegExp(`"title":\\s*"${title}"`),
  ]),
);

export default step({
  change: dashboards(MAP),
  checks: [
    {
      says: "The ConfigMap has Istio's six dashboards",
      probe: has(MAP_KEY, { data: titles }),
    },
    {
      says: "It has no label yet by which Grafana would find it",
      probe: has(MAP_KEY, { metadata: { labels: { [LABEL]: absent } } }),
      until: "4.29",
    },
  ],
});
