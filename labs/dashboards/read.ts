import { ToolError } from "../../lib/errors.js";
import { isMap } from "../value.js";
import type { Board, Section, Variable } from "./board.js";
import type { DashboardJson, PanelJson, RowJson, VariableJson } from "./json.js";
import { readPanel } from "./read-panel.js";

/** Where a dashboard says nothing of its time, in s. */
const LAST_S = 300;

/**
 * Reads a dashboard in Grafana's JSON.
 * @param text of its file
 * @param source what is told of it where it can't be read: `istio-mesh-dashboard.json`
 * @throws ToolError `bad-dashboard` for a text that is none
 */
export function readBoard(text: string, source: string): Board {
  const json = parse(text);
  if (json === undefined)
    throw new ToolError("bad-dashboard", `${source} is no dashboard in Grafana's JSON.`, {
      next: "./lab doctor (where the tools come from)",
    });
  const sections = json.rows?.length ? json.rows.map(readRow) : readSections(json.panels ?? []);
  return {
    title: json.title ?? source,
    lastS: secondsOf(json.time?.from ?? ""),
    variables: (json.templating?.list ?? []).map(readVariable),
    sections: sections.filter(({ title, panels }) => title !== "" || panels.length > 0),
  };
}

function parse(text: string): DashboardJson | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return isMap(json) && ("panels" in json || "rows" in json) ? json : undefined;
  } catch {
    return undefined;
  }
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `now-5m` */
function secondsOf(from: string): number {
  const [, count, unit = ""] = /^now-(\d+)([smhd])$/.exec(from) ?? [];
  return count === undefined ? LAST_S : Number(count) * (SECONDS[unit] ?? 1);
}

/** A row has its panels inside while it is collapsed, and behind it while it is not. */
function readSections(panels: readonly PanelJson[]): Section[] {
  const sections: { title: string; panels: PanelJson[] }[] = [{ title: "", panels: [] }];
  for (const panel of panels) {
    if (panel.type === "row")
      sections.push({ title: panel.title ?? "", panels: [...(panel.panels ?? [])] });
    else sections.at(-1)?.panels.push(panel);
  }
  return sections.map((section) => ({ ...section, panels: section.panels.map(readPanel) }));
}

/** Of a grid row's height in px, as Grafana 5 moved old rows into its grid. */
const GRID_PX = 38;
const OLD_HEIGHT = 250;
const COLUMNS = 24;

/** The panels of an old row stand side by side, and in a new line where there is no more room. */
function readRow({ title, showTitle, height, panels }: RowJson): Section {
  const h = Math.ceil(Number.parseInt(`${height ?? OLD_HEIGHT}`, 10) / GRID_PX);
  let [x, y] = [0, 0];
  const placed = (panels ?? []).map((panel) => {
    const w = (panel.span ?? 4) * 2;
    if (x + w > COLUMNS) [x, y] = [0, y + h];
    const gridPos = { x, y, w, h };
    x += w;
    return readPanel({ ...panel, gridPos });
  });
  return { title: showTitle === true ? (title ?? "") : "", panels: placed };
}

function readVariable(variable: VariableJson): Variable {
  const { type, query, current } = variable;
  const value = current?.value ?? [];
  const text = typeof query === "string" ? query : query?.query;
  return {
    name: variable.name ?? "",
    query: type === "query" ? (text ?? "") : undefined,
    regex: variable.regex ?? "",
    sort: variable.sort ?? 0,
    isMulti: variable.multi === true,
    hasAll: variable.includeAll === true,
    allValue: variable.allValue ?? undefined,
    chosen: typeof value === "string" ? [value] : value,
  };
}
