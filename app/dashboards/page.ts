import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Place } from "../../labs/dashboards/board.js";
import { ALL, filledText } from "../../labs/dashboards/variables.js";
import { escaped, inScript } from "../../lib/html.js";
import { root } from "../../lib/paths.js";
import {
  isEmpty,
  type AskedBoard,
  type AskedPanel,
  type AskedSection,
} from "../../checks/dashboards/ask.js";
import type { Chart } from "./chart.js";
import { arranged, CELL_PX, COLUMNS, GAP_PX, heightOf, rowsOf } from "./layout.js";
import { drawn } from "./panel.js";
import { tableOf } from "./table.js";

/** Room of the page's head, its foot and of a section's title, in px. */
const HEAD_PX = 90;
const FOOT_PX = 40;
const TITLE_PX = 34;

/** Where the data of a page come from, for its head. */
export interface Origin {
  /** `week4, step 4.29` */
  readonly lab: string;
  /** Prometheus's address. */
  readonly at: string;
}

/** A page by itself: it loads nothing. */
export interface Page {
  readonly html: string;
  /** How high it is at any usual width, in px. */
  readonly heightPx: number;
}

/** Draws a dashboard with what Prometheus answered as a page in HTML. */
export async function boardPage(asked: AskedBoard, { lab, at }: Origin): Promise<Page> {
  const charts: Record<string, Chart> = {};
  let heightPx = HEAD_PX + FOOT_PX;
  const sections = asked.sections.map((section, index) => {
    const places = arranged(section.panels.map(placeOf));
    heightPx += heightOf(rowsOf(places)) + TITLE_PX;
    const panels = section.panels.map((each, place) => {
      const id = `chart-${index}-${place}`;
      const { html, chart } = drawn(each, asked, id);
      if (chart !== undefined) charts[id] = chart;
      const { x, y, w, h } = places[place] ?? each.panel.place;
      const style = `grid-column:${x + 1}/span ${w};grid-row:${y + 1}/span ${h}`;
      const title = each.title === "" ? "" : `<h3>${escaped(each.title)}</h3>`;
      return `<section class="panel ${each.panel.kind}" style="${style}">${title}${html}</section>`;
    });
    return `${titleOf(section)}<div class="grid">${panels.join("\n")}</div>`;
  });
  const { uplot, script, style } = await partsOf();
  const title = filledText(asked.board.title, asked.scope);
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escaped(title)}</title>
<style>
:root { --cell: ${CELL_PX}px; --gap: ${GAP_PX}px; --columns: ${COLUMNS} }
${style}
</style>
<header>
<h1>${escaped(title)}</h1>
<p>${escaped(lab)} · ${timeOf(asked.span.from)} to ${timeOf(asked.span.to)} · ${escaped(at)}</p>
<p>${variablesOf(asked)}</p>
</header>
<main>
${sections.join("\n")}
</main>
<footer>Drawn by Istio Lab from the dashboard's own queries. It is not Grafana.</footer>
<script>${uplot}</script>
<script>const charts = ${inScript(charts)};</script>
<script>${script}</script>
</html>
`;
  return { html, heightPx };
}

/** Cells that the head of a table takes, and one that is empty. */
const TABLE_HEAD = 2;
const TABLE_EMPTY = 4;

/** As the dashboard says; a table no higher than its rows, which are few in a lab. */
function placeOf(asked: AskedPanel): Place {
  const { kind, place } = asked.panel;
  if (kind !== "table") return place;
  const h = isEmpty(asked) ? TABLE_EMPTY : TABLE_HEAD + tableOf(asked).rows.length;
  return { ...place, h: Math.min(place.h, h) };
}

const titleOf = ({ title }: AskedSection): string =>
  title === "" ? "" : `<h2>${escaped(title)}</h2>`;

/** The values that the queries were filled in with. */
const variablesOf = ({ scope }: AskedBoard): string =>
  scope.chosen
    .filter(({ variable }) => variable.query !== undefined)
    .map(({ variable, values, isAll }) => {
      const text = isAll ? `${ALL} (${values.length})` : values.join(", ");
      return `<span class="variable">${escaped(variable.name)} <b>${escaped(text || "none")}</b></span>`;
    })
    .join(" ");

/** `2025-05-03 21:48:10`, in the time of this machine. */
const timeOf = (s: number): string => new Date(s * 1000).toLocaleString("sv-SE");

/** What every page has in it: uPlot, and the lab's own script and style. */
async function partsOf(): Promise<Record<"uplot" | "script" | "style", string>> {
  const read = (...path: readonly string[]): Promise<string> =>
    readFile(join(root, ...path), "utf8");
  const dist = ["node_modules", "uplot", "dist"];
  const [uplot, css, script, style] = await Promise.all([
    read(...dist, "uPlot.iife.min.js"),
    read(...dist, "uPlot.min.css"),
    read("app", "dashboards", "draw.mjs"),
    read("app", "dashboards", "page.css"),
  ]);
  return { uplot, script, style: css + style };
}
