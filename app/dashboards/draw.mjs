/* The script of a drawn dashboard: it runs in a browser, after uPlot and `charts` (app/dashboards/page.ts). */
/* global charts, document, uPlot, window */

/** A number as app/dashboards/panel.ts writes it. */
const written = (value, units) => {
  if (value === null || value === undefined) return "";
  const fits = units.filter(({ from }) => Math.abs(value) >= from);
  const { per, sign } =
    (value === 0 ? units.find((unit) => unit.per >= 1) : fits.at(-1)) ?? units[0];
  return `${Number((value / per).toPrecision(3))}${sign}`;
};

/** Curves upon one another: each holds the sum of those below it. Null counts as nothing. */
const stacked = (curves) => {
  let below = [];
  return curves.map(
    ({ values }) => (below = values.map((value, at) => (below[at] ?? 0) + (value ?? 0))),
  );
};

/** Times of day, with seconds where the ticks are closer than a minute. */
const clock = (_, ticks) => {
  const parts = { hour: "2-digit", minute: "2-digit" };
  if (ticks[1] - ticks[0] < 60) parts.second = "2-digit";
  return ticks.map((tick) => new Date(tick * 1000).toLocaleTimeString("sv-SE", parts));
};

/** Distances of the ticks of bytes: powers of two. Of all else those of uPlot. */
const distances = (units) =>
  units[1]?.per === 1024 ? { incrs: [...Array(50).keys()].map((power) => 2 ** power) } : {};

const axesOf = (units) => [
  { values: clock, space: 80, size: 30 },
  {
    size: 76,
    values: (_, ticks) => ticks.map((tick) => written(tick, units)),
    ...distances(units),
  },
];

const translucent = (colour, share) =>
  colour +
  Math.round(share * 255)
    .toString(16)
    .padStart(2, "0");

for (const [id, { times, curves, units, isStacked, fill, isBare }] of Object.entries(charts)) {
  const place = document.getElementById(id);
  const size = () => ({ width: place.clientWidth, height: place.clientHeight });
  const shown = isStacked ? stacked(curves) : curves.map(({ values }) => values);
  // the highest first, so that those below it lie upon its area
  const order = isStacked ? [...curves.keys()].reverse() : [...curves.keys()];
  const items = place.parentElement.querySelectorAll(".legend b");
  const last = [...items].map((item) => item.textContent);
  const chart = new uPlot(
    {
      ...size(),
      legend: { show: false },
      cursor: isBare ? { show: false } : { y: false, points: { size: 6 } },
      padding: isBare ? [0, 0, 0, 0] : [8, 28, 0, 0],
      scales: {
        y: { range: (_, min, max) => uPlot.rangeNum(Math.min(min, 0), max || 1, 0.1, true) },
      },
      axes: isBare ? [{ show: false }, { show: false }] : axesOf(units),
      series: [
        {},
        ...order.map((at) => ({
          stroke: curves[at].colour,
          width: isBare ? 1 : 1.5,
          ...(fill > 0 && { fill: translucent(curves[at].colour, fill) }),
          points: {
            show: times.length < 3 || curves[at].values.filter((v) => v !== null).length < 2,
          },
        })),
      ],
      hooks: {
        setCursor: [
          ({ cursor: { idx } }) => {
            items.forEach((item, at) => {
              item.textContent =
                typeof idx === "number" ? written(curves[at].values[idx], units) : last[at];
            });
          },
        ],
      },
    },
    [times, ...order.map((at) => shown[at])],
    place,
  );
  window.addEventListener("resize", () => chart.setSize(size()));
}
