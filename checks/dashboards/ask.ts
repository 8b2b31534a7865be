import type { Board, Panel, PanelQuery } from "../../labs/dashboards/board.js";
import { filledQuery, filledText, type Scope } from "../../labs/dashboards/variables.js";
import { messageOf, ToolError } from "../../lib/errors.js";
import { limited } from "../limited.js";
import type { Point, Prometheus, Series, Span } from "../prometheus.js";
import { chosenIn, type Asked } from "./choices.js";

/** Queries under way at once. */
const AT_ONCE = 4;

/** So many points has a curve at most, and so far apart they are at least, in s. */
const POINTS = 240;
const LEAST_STEP_S = 5;

/** A query as it was sent, and what came of it. */
export interface AskedQuery {
  readonly query: PanelQuery;
  readonly expr: string;
  /** Those with a number at some time. */
  readonly series: readonly Series[];
  /** What Prometheus has against the query; undefined where it took it. */
  readonly refused?: string;
}

export interface AskedPanel {
  readonly panel: Panel;
  readonly title: string;
  readonly queries: readonly AskedQuery[];
}

export interface AskedSection {
  readonly title: string;
  readonly panels: readonly AskedPanel[];
}

/** A dashboard with what Prometheus knew of it at one time. */
export interface AskedBoard {
  readonly board: Board;
  readonly scope: Scope;
  readonly span: Span;
  readonly sections: readonly AskedSection[];
}

export interface AskOptions {
  /** Values of variables by name. Default: those that Grafana would choose. */
  readonly variables?: Asked | undefined;
  /** How far back, in s. Default: as the dashboard says. */
  readonly lastS?: number | undefined;
  /** ms since 1970. Default: this machine's clock. */
  readonly now?: () => number;
}

/**
 * Chooses a dashboard's variables and asks all queries of its panels.
 * @throws ToolError `prometheus-silent` when it does not answer
 */
export async function askBoard(
  board: Board,
  prometheus: Prometheus,
  { variables = {}, lastS = board.lastS, now = Date.now }: AskOptions = {},
): Promise<AskedBoard> {
  const stepS = Math.max(LEAST_STEP_S, Math.ceil(lastS / POINTS));
  // as Grafana does, so that the next look has the same points, and one more
  const to = Math.floor(now() / 1000 / stepS) * stepS;
  const span = { from: to - lastS, to };
  const chosen = await chosenIn(board.variables, prometheus, { variables, lastS, stepS, span });
  const scope = { chosen, stepS, lastS };
  const panels = board.sections.flatMap((section) => section.panels);
  const queries = panels.flatMap((panel) => panel.queries.map((query) => ({ panel, query })));
  const answers = await limited(queries, AT_ONCE, async ({ panel, query }) => ({
    panel,
    asked: await ask(query, prometheus, scope, span),
  }));
  const sections = board.sections.map((section) => ({
    title: filledText(section.title, scope),
    panels: section.panels.map((panel) => ({
      panel,
      title: filledText(panel.title, scope),
      queries: answers.filter((answer) => answer.panel === panel).map(({ asked }) => asked),
    })),
  }));
  return { board, scope, span, sections };
}

async function ask(
  query: PanelQuery,
  prometheus: Prometheus,
  scope: Scope,
  span: Span,
): Promise<AskedQuery> {
  const expr = filledQuery(query.expr, scope);
  try {
    const series = query.isInstant
      ? (await prometheus.query(expr, span.to)).map(asSeries)
      : await prometheus.range(expr, span, scope.stepS);
    return { query, expr, series: series.filter(({ points }) => points.some(isNumber)) };
  } catch (error) {
    if (!(error instanceof ToolError && error.code === "prometheus-refused")) throw error;
    return { query, expr, series: [], refused: messageOf(error) };
  }
}

const asSeries = ({
  labels,
  at,
  value,
}: Awaited<ReturnType<Prometheus["query"]>>[number]): Series => ({
  labels,
  points: [[at, value]],
});

/** A share of nothing, or a quantile of it, is none. */
export const isNumber = ([, value]: Point): boolean => Number.isFinite(value);

/** Whether a panel that has queries has nothing to show. */
export const isEmpty = ({ queries }: AskedPanel): boolean =>
  queries.length > 0 && queries.every(({ series }) => series.length === 0);
