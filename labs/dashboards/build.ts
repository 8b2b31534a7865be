import { DashboardBuilder, RowBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder as StatBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as CurvesBuilder } from "@grafana/grafana-foundation-sdk/timeseries";

/*
 * The dashboards of the weeks, by Grafana's own builders: what they give is read by Grafana and by `lab dashboard`.
 * Only the boards themselves import this file, and they are loaded when somebody asks for one.
 */

/** A query in PromQL, and how its series are called: `{{ destination_version }}`. */
export type Query = readonly [expr: string, legend: string];

type AnyPanel = CurvesBuilder | StatBuilder;

/** Panels below a title of their own. */
export interface Row {
  readonly title: string;
  readonly panels: readonly AnyPanel[];
}

/** Columns of 24, and cells. */
const CURVES = { w: 12, h: 8 };
const NUMBER = { w: 6, h: 4 };

/** How much of the room below a curve is filled, in %. */
const FILL = 10;

/** How far back a board looks. */
const LAST = "now-15m";

const asked = ([expr, legend]: Query): DataqueryBuilder =>
  new DataqueryBuilder().expr(expr).legendFormat(legend);

/** Curves over time. @param unit Grafana's name for it: `reqps`, `percentunit`, `s` */
export function curves(title: string, unit: string, ...queries: readonly Query[]): CurvesBuilder {
  const panel = new CurvesBuilder().title(title).unit(unit).span(CURVES.w).height(CURVES.h);
  return panel.fillOpacity(FILL).targets(queries.map(asked));
}

/** The number that a query gives last. */
export function number(title: string, unit: string, expr: string): StatBuilder {
  const panel = new StatBuilder().title(title).unit(unit).span(NUMBER.w).height(NUMBER.h);
  return panel.withTarget(asked([expr, ""]));
}

/** A board in Grafana's JSON. @param id of the week, and of the board in Grafana */
export function board(id: string, title: string, rows: readonly Row[]): string {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the form in its place is read by Grafana 12 only
  const whole = new DashboardBuilder(title).uid(`istio-lab-${id}`).time({ from: LAST, to: "now" });
  for (const { title: name, panels } of rows) {
    whole.withRow(new RowBuilder(name));
    for (const panel of panels) whole.withPanel(panel);
  }
  return JSON.stringify(whole.build());
}
