import type { LoadResult } from "../../checks/fortio.js";

/** Size of the plot, in px: readable in a README and side by side with another. */
const WIDTH = 640;
const HEIGHT = 280;

/** The percentiles that are marked. */
const MARKED = [50, 75, 90, 99] as const;

const ms = (seconds: number): number => seconds * 1000;

/**
 * Draws how long the calls of a run took, as SVG: a bar for each of fortio's intervals, a line for each percentile.
 * @param title what was run: `3.36 roundrobin`.
 * @param about how, in a line below it.
 */
export async function histogram(
  { histogram: bars, percentiles }: LoadResult,
  title: string,
  about: string,
): Promise<string> {
  // takes longer to load than all else of most commands
  const { compile } = await import("vega-lite");
  const { parse, View } = await import("vega");
  const marks = MARKED.flatMap((share) => {
    const value = percentiles[share];
    return value === undefined ? [] : [{ label: `P${share}`, at: ms(value) }];
  });
  const at = { field: "at", type: "quantitative" } as const;
  const { spec } = compile({
    width: WIDTH,
    height: HEIGHT,
    background: "white",
    title: { text: title, subtitle: about, anchor: "start" },
    layer: [
      {
        data: { values: bars.map((bar) => ({ ...bar, start: ms(bar.start), end: ms(bar.end) })) },
        mark: { type: "bar", color: "#466bb0" },
        encoding: {
          x: { field: "start", type: "quantitative", bin: { binned: true }, title: "took, in ms" },
          x2: { field: "end" },
          y: { field: "count", type: "quantitative", title: "calls" },
        },
      },
      {
        data: { values: marks },
        mark: { type: "rule", color: "#b0303f", strokeDash: [4, 3] },
        encoding: { x: at },
      },
      {
        data: { values: marks },
        mark: { type: "text", align: "left", dx: 3, color: "#b0303f" },
        // one below the other: close percentiles would hide each other's names
        encoding: {
          x: at,
          y: { field: "label", type: "ordinal", axis: null, scale: { range: [8, 56] } },
          text: { field: "label" },
        },
      },
    ],
    resolve: { scale: { y: "independent" } },
  });
  return new View(parse(spec), { renderer: "none" }).toSVG();
}
