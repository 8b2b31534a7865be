import { marked } from "marked";
import { colourOf, formatted } from "../../labs/dashboards/units.js";
import { filledText } from "../../labs/dashboards/variables.js";
import { escaped } from "../../lib/html.js";
import { isEmpty, type AskedBoard, type AskedPanel } from "../../checks/dashboards/ask.js";
import { legendOf } from "../../checks/dashboards/legend.js";
import { chartOf, reduced, type Chart } from "./chart.js";
import { tableOf } from "./table.js";

/** A panel in HTML, and the chart that the page's script draws into it. */
export interface Drawn {
  readonly html: string;
  readonly chart?: Chart;
}

/** @param id of the element that its chart is drawn into */
export function drawn(asked: AskedPanel, board: AskedBoard, id: string): Drawn {
  const { kind, type } = asked.panel;
  if (kind === "text") return { html: textOf(asked, board) };
  if (kind === "other") return { html: note(`The lab draws no panels of the kind ${type}.`) };
  if (isEmpty(asked)) return { html: emptyOf(asked) };
  switch (kind) {
    case "table":
      return { html: htmlTable(asked) };
    case "stat":
      return withTrend(asked, board, id);
    case "graph": {
      const chart = chartOf(asked, board);
      return { html: place(id) + legend(chart, asked), chart };
    }
  }
}

const place = (id: string): string => `<div class="chart" id="${id}"></div>`;
const note = (text: string): string => `<p class="note">${escaped(text)}</p>`;

/** What was asked, so that a learner can ask it in Prometheus. */
function emptyOf({ panel, queries }: AskedPanel): string {
  const asked = queries.map(({ expr, refused }) => {
    const why = refused === undefined ? "" : `<br>${escaped(refused)}`;
    return `<li><code>${escaped(expr)}</code>${why}</li>`;
  });
  const nothing = panel.nullText === undefined ? "No data" : `No data (${panel.nullText})`;
  return `${note(nothing)}<ul class="asked">${asked.join("")}</ul>`;
}

/** Of the release, so its HTML is taken as it is, but for pictures: a page loads nothing. */
function textOf({ panel: { content } }: AskedPanel, { scope }: AskedBoard): string {
  const text = filledText(content.text, scope);
  const html = content.mode === "html" ? text : marked.parse(text, { async: false });
  return `<div class="text">${html.replaceAll(/<img[^>]*>/g, "")}</div>`;
}

/** A number for each series, and the curve that it comes from behind it. */
function withTrend(asked: AskedPanel, board: AskedBoard, id: string): Drawn {
  const { panel, queries } = asked;
  const numbers = queries.flatMap((query) =>
    query.series.map((series) => ({
      name: legendOf(query, series.labels),
      value: reduced(series, panel),
    })),
  );
  const html = numbers.map(({ name, value }) => {
    const colour = value === undefined ? undefined : colourOf(value, panel.colours);
    const style = colour === undefined ? "" : ` style="color:${escaped(colour)}"`;
    const text = value === undefined ? (panel.nullText ?? "") : formatted(value, panel);
    const of = numbers.length === 1 ? "" : `<small>${escaped(name)}</small>`;
    return `<div class="number"${style}>${of}${escaped(text)}</div>`;
  });
  const chart = chartOf(asked, board);
  return { html: `${place(id)}<div class="numbers">${html.join("")}</div>`, chart };
}

/** The names of the curves, each with its last value; the page's script puts in those under the pointer. */
function legend({ curves }: Chart, { panel }: AskedPanel): string {
  const items = curves.map(({ name, colour, values }) => {
    const last = values.findLast((value) => value !== null);
    const text = typeof last === "number" ? formatted(last, panel) : "";
    return `<li><i style="background:${colour}"></i>${escaped(name)} <b>${escaped(text)}</b></li>`;
  });
  return `<ul class="legend">${items.join("")}</ul>`;
}

function htmlTable(asked: AskedPanel): string {
  const { columns, rows } = tableOf(asked);
  const head = columns.map((name) => `<th>${escaped(name)}</th>`).join("");
  const body = rows.map((row) => {
    const cells = row.map(({ text, colour }) => {
      const style = colour === undefined ? "" : ` style="background:${escaped(colour)};color:#fff"`;
      return `<td${style}>${escaped(text)}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}
