/*
 * The parts of Grafana's JSON that are read, as its versions 6 to 12 write them (schema 14 to 42). Each field may be
 * missing, and null.
 */

type Maybe<T> = T | null | undefined;
type Partly<T> = { readonly [Field in keyof T]?: Maybe<T[Field]> };

export type DashboardJson = Partly<{
  title: string;
  time: Partly<{ from: string }>;
  templating: Partly<{ list: readonly VariableJson[] }>;
  panels: readonly PanelJson[];
  /** Before schema 16: rows that hold their panels, side by side. */
  rows: readonly RowJson[];
}>;

export type RowJson = Partly<{
  title: string;
  showTitle: boolean;
  height: number | string;
  panels: readonly PanelJson[];
}>;

export type VariableJson = Partly<{
  name: string;
  type: string;
  query: string | Partly<{ query: string }>;
  regex: string;
  sort: number;
  multi: boolean;
  includeAll: boolean;
  allValue: string;
  current: Partly<{ value: string | readonly string[] }>;
}>;

export type TargetJson = Partly<{
  refId: string;
  expr: string;
  legendFormat: string;
  instant: boolean;
  hide: boolean;
}>;

export type ThresholdJson = Partly<{ value: number; color: string }>;

export type StyleJson = Partly<{
  pattern: string;
  alias: string;
  type: string;
  unit: string;
  decimals: number;
  colorMode: string;
  colors: readonly string[];
  thresholds: readonly (string | number)[];
}>;

export type PanelJson = Partly<{
  type: string;
  title: string;
  gridPos: Partly<{ x: number; y: number; w: number; h: number }>;
  /** Before schema 16: columns of twelve. */
  span: number;
  panels: readonly PanelJson[];
  targets: readonly TargetJson[];
  // graph
  yaxes: readonly Partly<{ format: string; decimals: number }>[];
  stack: boolean;
  lines: boolean;
  fill: number;
  // singlestat
  format: string;
  decimals: number;
  valueName: string;
  thresholds: unknown;
  colors: readonly string[];
  colorValue: boolean;
  colorBackground: boolean;
  valueMaps: readonly Partly<{ value: string; text: string }>[];
  // table
  styles: readonly StyleJson[];
  // text
  mode: string;
  content: string;
  // since Grafana 7
  fieldConfig: Partly<{
    defaults: Partly<{
      unit: string;
      decimals: number;
      noValue: string;
      thresholds: Partly<{ steps: readonly ThresholdJson[] }>;
      color: Partly<{ mode: string }>;
      custom: Partly<{ fillOpacity: number; stacking: Partly<{ mode: string }> }>;
    }>;
  }>;
  options: Partly<{
    mode: string;
    content: string;
    reduceOptions: Partly<{ calcs: readonly string[] }>;
  }>;
}>;
