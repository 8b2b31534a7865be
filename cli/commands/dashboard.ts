import { resolve } from "node:path";
import { readBoard } from "../../labs/dashboards/read.js";
import { isEmpty, type AskedBoard } from "../../checks/dashboards/ask.js";
import { prometheusAt } from "../../checks/prometheus.js";
import { askChosen } from "../../app/dashboards/ask.js";
import { boardPage } from "../../app/dashboards/page.js";
import { dashboardNamed, dashboardNames, dashboardText } from "../../app/dashboards/source.js";
import { stepOf, type Lab } from "../../app/lab/lab.js";
import { writePicture } from "../../app/load/picture.js";
import { requireBrowser, takePicture } from "../../app/observe/browser.js";
import { openServer } from "../../app/observe/server.js";
import { weekMeant } from "../../app/stack/session.js";
import { callerAt } from "../caller.js";
import { printJson, printTable, type Output } from "../terminal/output.js";

export interface DashboardFlags {
  readonly week?: string;
  readonly json?: boolean;
  /** `name=value`, once for each value. */
  readonly var: readonly string[];
  /** How far back, in s. Default: as the dashboard says. */
  readonly last?: number;
  /** The file of the page. Default: `dashboard-<name>.html` where the terminal stands. */
  readonly out?: string;
  /** A picture besides, beside the page. */
  readonly png?: boolean;
}

/** How wide a picture is, in px. */
const WIDTH_PX = 1400;

/**
 * `lab dashboard istio-mesh`: draws a dashboard from the lab's own Prometheus as a page; without a name it lists those
 * there are.
 * @throws UsageError `unknown-dashboard`, `not-up`, `no-metrics` on kwok, `not-published`, `no-browser`, and what
 * `askChosen` throws
 * @throws ToolError `prometheus-silent`, `picture-not-written`
 */
export async function dashboard(
  named: string | undefined,
  flags: DashboardFlags,
  output: Output,
): Promise<void> {
  const week = await weekMeant(flags.week);
  if (named === undefined) {
    await list(dashboardNames(week), week, flags, output);
    return;
  }
  const name = dashboardNamed(week, named);
  // asked for first: all the work would be in vain
  const browser = flags.png === true ? requireBrowser() : undefined;
  const { lab, at, http } = await openServer(week, "Prometheus", callerAt(output));
  const board = readBoard(await dashboardText(week, name), name);
  const asked = await askChosen(board, prometheusAt(at, http), {
    vars: flags.var,
    lastS: flags.last,
  });
  const file = resolve(flags.out ?? `dashboard-${name}.html`);
  const page = await boardPage(asked, { lab: titleOf(lab), at });
  await writePicture(file, page.html, `./lab dashboard ${name}`);
  const picture = file.replace(/(\.html?)?$/, ".png");
  if (browser !== undefined)
    await takePicture(browser, {
      ...{ page: file, picture, widthPx: WIDTH_PX, heightPx: page.heightPx },
    });
  const files = { file, ...(browser === undefined ? {} : { picture }) };
  if (flags.json === true) {
    printJson(output, { ...dataOf(asked), ...files });
    return;
  }
  printSummary(output, asked);
  output.print(`Page: ${file}`);
  if (browser !== undefined) output.print(`Picture: ${picture}`);
}

const titleOf = (lab: Lab): string => `${lab.week.id}, step ${stepOf(lab)}`;

async function list(
  names: readonly DashboardNameOf[],
  week: Lab["week"],
  flags: DashboardFlags,
  output: Output,
): Promise<void> {
  const all = await Promise.all(
    names.map(async (name) => ({
      name,
      title: readBoard(await dashboardText(week, name), name).title,
    })),
  );
  if (flags.json === true) printJson(output, all);
  else
    printTable(
      output,
      all.map(({ name, title }) => [name, title]),
    );
}

type DashboardNameOf = ReturnType<typeof dashboardNames>[number];

/** Which panels have something to show. */
function printSummary(output: Output, { board, sections, scope }: AskedBoard): void {
  const panels = sections
    .flatMap((section) => section.panels)
    .filter(({ queries }) => queries.length > 0);
  const empty = panels.filter(isEmpty);
  output.print(
    `${board.title}: ${panels.length - empty.length} of ${panels.length} panels with data`,
  );
  for (const { variable, values, isAll } of scope.chosen.filter(
    (one) => one.variable.query !== undefined,
  ))
    output.print(`  ${variable.name}: ${isAll ? "All" : values.join(", ") || "none"}`);
  for (const { title } of empty) output.print(output.paint("dim", `  empty: ${title}`));
}

/** All of it for machines: every panel with its queries and what they gave. */
const dataOf = ({ board, scope, span, sections }: AskedBoard): object => ({
  title: board.title,
  ...span,
  stepS: scope.stepS,
  variables: Object.fromEntries(
    scope.chosen.map(({ variable, values }) => [variable.name, values]),
  ),
  panels: sections.flatMap((section) =>
    section.panels.map(({ panel, title, queries }) => ({
      ...{ row: section.title, title, kind: panel.kind, unit: panel.unit },
      queries: queries.map(({ query: { id }, expr, series, refused }) => ({
        id,
        expr,
        series,
        refused,
      })),
    })),
  ),
});
