/** A dashboard, as far as it can be drawn from what Prometheus answers. */
export interface Board {
  readonly title: string;
  /** How far back it looks where nobody says, in s. */
  readonly lastS: number;
  readonly variables: readonly Variable[];
  readonly sections: readonly Section[];
}

/** A row of Grafana's with its panels; the panels above the first row have none, and no title. */
export interface Section {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** A variable of a dashboard, chosen above its panels. */
export interface Variable {
  readonly name: string;
  /** `label_values(…)`, `query_result(…)`. Undefined: it has the one value that the file says. */
  readonly query: string | undefined;
  /** What of each text is the value: a regular expression of JavaScript in slashes, group 1 of it. Empty: all. */
  readonly regex: string;
  /**
   * The order of its values, by Grafana's number for it: 0 as they come, 1 by the alphabet, 3 by number, 5 by the
   * alphabet in any case; 2, 4 and 6 are these from behind.
   */
  readonly sort: number;
  /** Several values at once. */
  readonly isMulti: boolean;
  /** "All" is a choice, and the first. */
  readonly hasAll: boolean;
  /** What stands for all of them. Undefined: the values themselves. */
  readonly allValue: string | undefined;
  /** What the file has chosen, where it is a value still. */
  readonly chosen: readonly string[];
}

/** Where a panel is, in Grafana's grid of 24 columns, from the upper left of its section. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** How a panel is drawn; `other` is a kind that the lab doesn't draw, named in `type`. */
export type PanelKind = "graph" | "stat" | "table" | "text" | "other";

/** A query of a panel. */
export interface PanelQuery {
  /** `A`, as the table of several queries calls its columns. */
  readonly id: string;
  readonly expr: string;
  /** `{{ source_workload }} P50`; empty: the labels. */
  readonly legend: string;
  /** One value, of now, for each series, and no curve. */
  readonly isInstant: boolean;
}

/** What a number is made of several values by. */
export type Reduce = "mean" | "last" | "max" | "min" | "total";

/** From which number on a colour holds; the first step begins at no number. */
export interface ThresholdStep {
  readonly from: number | undefined;
  readonly colour: string;
}

/** How a number is written. */
export interface NumberFormat {
  /** Grafana's name for it: `ops`, `percentunit`. */
  readonly unit: string;
  readonly decimals: number | undefined;
}

/** A column of a table, found by what it holds. */
export interface Column extends NumberFormat {
  /** A label, or `Value #A`. */
  readonly pattern: string;
  readonly title: string;
  readonly isHidden: boolean;
  readonly colours: readonly ThresholdStep[];
}

export interface Panel extends NumberFormat {
  readonly kind: PanelKind;
  /** Grafana's name for the kind: `singlestat`. */
  readonly type: string;
  readonly title: string;
  readonly place: Place;
  readonly queries: readonly PanelQuery[];
  readonly reduce: Reduce;
  /** Colours of the number; empty: it has none. */
  readonly colours: readonly ThresholdStep[];
  /** What a number is replaced by where there is none. */
  readonly nullText: string | undefined;
  readonly isStacked: boolean;
  /** How much of the room below a curve is filled, 0 to 10. */
  readonly fill: number;
  readonly columns: readonly Column[];
  readonly content: { readonly mode: string; readonly text: string };
}
