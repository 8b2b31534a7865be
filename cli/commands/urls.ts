import { clusterOf, containersIn } from "../../labs/contents.js";
import { containerUrls, reachedAt, urlsOf } from "../../labs/urls.js";
import { stateAt } from "../../labs/week.js";
import { renderState } from "../../components/render/render.js";
import { dockerTarget } from "../../targets/index.js";
import { openLab, prepareTools, requireUp, stepOf } from "../../app/lab/lab.js";
import { callerAt } from "../caller.js";
import { printJson, printTable, type Output } from "../terminal/output.js";
import { weekMeant } from "../../app/stack/session.js";

interface Flags {
  readonly json?: boolean;
}

/** `lab urls`: the pages that the lab's step publishes. */
export async function urls(
  weekId: string | undefined,
  flags: Flags,
  output: Output,
): Promise<void> {
  const lab = await openLab(await weekMeant(weekId));
  requireUp(lab);
  const { week, config } = lab;
  await prepareTools(config, callerAt(output));
  const state = stateAt(week, stepOf(lab));
  const objects = await renderState(state, config, { note: output.say });
  const cluster = clusterOf(state);
  const { target, listenAddress } = config;
  const containers = target.runs.containers === "none" ? [] : containersIn(state);
  const found = [
    ...(cluster === undefined ? [] : urlsOf(objects, cluster)).map((page) => ({
      ...page,
      url: reachedAt(page.url, listenAddress, cluster),
    })),
    ...containerUrls(containers, listenAddress),
  ];
  // without a cluster there are only what runs beside it
  const answers = target.reach !== "none" || cluster === undefined;
  if (flags.json === true) {
    printJson(output, { answers, urls: found });
    return;
  }
  printTable(
    output,
    found.map(({ url, purpose, service }) => [url, purpose, service]),
  );
  if (!answers)
    output.say(
      `On ${config.target.name} no page answers: pods are simulated. With Docker: --target ${dockerTarget.name}`,
    );
}
