import type { Column, Panel, PanelKind, PanelQuery, Reduce, ThresholdStep } from "./board.js";
import type { PanelJson, StyleJson, TargetJson } from "./json.js";

/** How each of Grafana's kinds is drawn: those of the release's dashboards, and what took their places. */
const KINDS: Readonly<Record<string, PanelKind>> = {
  graph: "graph",
  timeseries: "graph",
  singlestat: "stat",
  stat: "stat",
  table: "table",
  "table-old": "table",
  text: "text",
};

/** What a panel is as large as where its file doesn't say. */
const DEFAULT_PLACE = { x: 0, y: 0, w: 12, h: 8 };

/** Reads a panel that is no row. */
export function readPanel(panel: PanelJson): Panel {
  const { type = "", gridPos, fieldConfig, options, yaxes } = panel;
  const { unit, decimals, noValue, custom } = fieldConfig?.defaults ?? {};
  const [axis] = yaxes ?? [];
  return {
    kind: KINDS[type ?? ""] ?? "other",
    type: type ?? "",
    title: panel.title ?? "",
    place: {
      x: gridPos?.x ?? DEFAULT_PLACE.x,
      y: gridPos?.y ?? DEFAULT_PLACE.y,
      w: gridPos?.w ?? DEFAULT_PLACE.w,
      h: gridPos?.h ?? DEFAULT_PLACE.h,
    },
    queries: (panel.targets ?? []).flatMap(readQuery),
    unit: unit ?? axis?.format ?? panel.format ?? "short",
    decimals: decimals ?? axis?.decimals ?? panel.decimals ?? undefined,
    reduce: readReduce(panel.valueName ?? options?.reduceOptions?.calcs?.[0] ?? ""),
    colours: readColours(panel),
    nullText: noValue ?? nullTextOf(panel),
    isStacked: panel.stack === true || (custom?.stacking?.mode ?? "none") !== "none",
    fill: type === "timeseries" ? (custom?.fillOpacity ?? 0) / 10 : (panel.fill ?? 0),
    columns: (panel.styles ?? []).map(readColumn),
    content: {
      mode: options?.mode ?? panel.mode ?? "markdown",
      text: options?.content ?? panel.content ?? "",
    },
  };
}

/** Grafana's letters for queries that have none of their own: A, B, … */
const FIRST_ID = "A".charCodeAt(0);

function readQuery(target: TargetJson, place: number): PanelQuery[] {
  const { refId, expr, legendFormat, instant, hide } = target;
  if (hide === true || (expr ?? "") === "") return [];
  const legend = legendFormat === "__auto" ? "" : (legendFormat ?? "");
  return [
    {
      id: refId ?? String.fromCharCode(FIRST_ID + place),
      expr: expr ?? "",
      legend,
      isInstant: instant === true,
    },
  ];
}

/** By the names of singlestat and of stat; what is in neither is the last value. */
const REDUCES: Readonly<Record<string, Reduce>> = {
  avg: "mean",
  mean: "mean",
  max: "max",
  min: "min",
  total: "total",
  sum: "total",
};

/** singlestat's own choice, where the panel has one. */
const readReduce = (name: string): Reduce => REDUCES[name] ?? "last";

const nullTextOf = ({ valueMaps }: PanelJson): string | undefined =>
  valueMaps?.find(({ value }) => value === "null")?.text ?? undefined;

function readColours(panel: PanelJson): ThresholdStep[] {
  const { thresholds, color } = panel.fieldConfig?.defaults ?? {};
  if (panel.type === "stat" && color?.mode === "thresholds") {
    return (thresholds?.steps ?? []).map((step) => ({
      from: step.value ?? undefined,
      colour: step.color ?? "",
    }));
  }
  const isColoured = panel.colorValue === true || panel.colorBackground === true;
  const limits = typeof panel.thresholds === "string" ? panel.thresholds.split(",") : [];
  return isColoured ? stepsOf(panel.colors ?? [], limits) : [];
}

/** Three colours for two limits: the first holds below them. */
const stepsOf = (
  colours: readonly string[],
  limits: readonly (string | number)[],
): ThresholdStep[] =>
  colours.slice(0, limits.length + 1).map((colour, place) => ({
    from: place === 0 ? undefined : Number(limits[place - 1]),
    colour,
  }));

function readColumn(style: StyleJson): Column {
  const { pattern, alias, colors, thresholds } = style;
  return {
    pattern: pattern ?? "",
    title: alias ?? "",
    isHidden: style.type === "hidden",
    unit: style.type === "number" ? (style.unit ?? "short") : "none",
    decimals: style.decimals ?? undefined,
    colours: (style.colorMode ?? "") === "" ? [] : stepsOf(colors ?? [], thresholds ?? []),
  };
}
