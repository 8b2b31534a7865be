import type { Panel } from "../labs/dashboards/board.js";
import { readBoard } from "../labs/dashboards/read.js";
import { formatted } from "../labs/dashboards/units.js";
import type { DashboardProbe } from "../labs/telemetry-probes.js";
import {
  askBoard,
  isEmpty,
  type AskedBoard,
  type AskedPanel,
  type AskedQuery,
} from "./dashboards/ask.js";
import { legendOf } from "./dashboards/legend.js";
import { prometheusAt } from "./prometheus.js";
import { seenWrong, type Look, type Seen, type World } from "./seen.js";
import { glance } from "./text.js";
import { sentNowAndThen } from "./traffic.js";

/** Runs all queries of a dashboard, after the check's traffic was sent, and looks for panels with nothing to show. */
export function dashboardLook(
  probe: DashboardProbe,
  { http, dashboard }: Pick<World, "http" | "dashboard">,
): Look {
  const sent = sentNowAndThen(probe.after, http);
  const variables = Object.fromEntries(
    Object.entries(probe.variables ?? {}).map(([name, value]) => [name, [value]]),
  );
  return async () => {
    await sent();
    const board = readBoard(await dashboard(probe.dashboard), probe.dashboard);
    return judgeBoard(await askBoard(board, prometheusAt(probe.at, http), { variables }), probe);
  };
}

/** A panel with the names that it goes by in `empty`. */
interface Named {
  readonly asked: AskedPanel;
  /** The row and the panel; the panel alone where there is no row. Titles repeat from row to row. */
  readonly whole: string;
  readonly names: readonly string[];
}

/** What a board with its answers comes to: which panels have something to show, and which should and don't. */
export function judgeBoard(
  board: AskedBoard,
  { empty = {}, fleeting = {} }: Pick<DashboardProbe, "empty" | "fleeting">,
): Seen {
  const all = board.sections.flatMap(({ title, panels }) =>
    panels.filter(({ queries }) => queries.length > 0).map((asked) => named(asked, title)),
  );
  const isIn =
    (said: Readonly<Record<string, string>>) =>
    ({ names }: Named): boolean =>
      names.some((name) => name in said);
  const [isSaid, isFleeting] = [isIn(empty), isIn(fleeting)];
  const bare = all.filter(({ asked }) => isEmpty(asked));
  const unexpected = bare.filter((panel) => !isSaid(panel) && !isFleeting(panel));
  const wrongly = all.filter((panel) => isSaid(panel) && !isEmpty(panel.asked));
  const reasons = { ...empty, ...fleeting };
  const unknown = Object.keys(reasons).filter(
    (name) => !all.some(({ names }) => names.includes(name)),
  );
  const whole = all.flatMap((panel) => linesOf(panel, reasons)).join("\n");
  const full = all.length - bare.length;
  const said = bare.length === 0 ? "" : `, ${bare.length} ${are(bare.length)} empty as said`;
  if (unexpected.length + wrongly.length + unknown.length === 0)
    return { holds: true, text: `${panels(full)} with data${said}`, whole };
  const wrong = [
    ...unexpected.map((panel) => `"${panel.whole}" is empty`),
    ...wrongly.map((panel) => `"${panel.whole}" was said to be empty, and is not`),
    ...unknown.map((name) => `no panel or row is called "${name}"`),
  ].join(", ");
  const seen = seenWrong({
    text: `${full} of ${panels(all.length)} with data: ${wrong}`,
    seen: glance(`${full} of ${panels(all.length)} with data: ${wrong}`),
    wanted: "data in every panel that is not said to be empty",
    whole,
  });
  // what has data now does not lose it by waiting
  return unexpected.length === 0 ? { ...seen, final: true } : seen;
}

function named(asked: AskedPanel, row: string): Named {
  const whole = row === "" ? asked.title : `${row} / ${asked.title}`;
  return { asked, whole, names: [asked.title, row, whole] };
}

const panels = (count: number): string => `${count} ${count === 1 ? "panel" : "panels"}`;
const are = (count: number): string => (count === 1 ? "is" : "are");

/** A panel with each of its queries, the series found and a value of the first. */
function linesOf(
  { asked, whole, names }: Named,
  reasons: Readonly<Record<string, string>>,
): string[] {
  const why = names.map((name) => reasons[name]).find((reason) => reason !== undefined);
  const mark = !isEmpty(asked) ? "" : ` (empty: ${why ?? "no reason is known"})`;
  return [`${whole}${mark}`, ...asked.queries.map((query) => `  ${lineOf(query, asked.panel)}`)];
}

function lineOf(asked: AskedQuery, panel: Panel): string {
  const { query, expr, series, refused } = asked;
  const [first] = series;
  const last = first?.points.findLast(([, value]) => Number.isFinite(value));
  if (refused !== undefined) return `${query.id} refused: ${refused}: ${expr}`;
  if (first === undefined || last === undefined) return `${query.id} no series: ${expr}`;
  const sample = `${legendOf(asked, first.labels)} ${formatted(last[1], panel)}`;
  return `${query.id} ${series.length} series, ${sample}: ${expr}`;
}
