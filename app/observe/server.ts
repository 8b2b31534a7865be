import { clusterOf } from "../../labs/contents.js";
import type { Need } from "../../labs/checks.js";
import type { LabObject } from "../../labs/objects.js";
import { reachedAt, urlsOf } from "../../labs/urls.js";
import { stateAt, type StepId, type Week } from "../../labs/week.js";
import { UsageError } from "../../lib/errors.js";
import type { HttpClient } from "../../checks/http-client.js";
import { renderStates } from "../../components/render/render.js";
import { worldOf } from "../check/world.js";
import type { Caller } from "../caller.js";
import { openLab, prepareTools, requireUp, stepOf, type Lab } from "../lab/lab.js";
import { requireOffered } from "../lab/offered.js";

/** What is asked of a lab from the host. */
const SERVERS = {
  Prometheus: {
    need: "metrics",
    services: ["istio-system/prometheus", "prometheus/prom-kube-prometheus-stack-prometheus"],
    path: "",
  },
  Jaeger: { need: "traces", services: ["istio-system/tracing"], path: "/jaeger" },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly need: Need;
      /** The Services that it goes by in the weeks, as `namespace/name`. */
      readonly services: readonly string[];
      /** Where its API begins. */
      readonly path: string;
    }
  >
>;

export type ServerName = keyof typeof SERVERS;

/** What must be known of a lab. */
type Standing = Pick<Lab, "week" | "config" | "at" | "asked">;

/** A server in a lab, and what requests reach it by. */
export interface Server {
  readonly at: string;
  readonly http: HttpClient;
}

/**
 * Opens the lab of a week that is up, for a command that asks one of its servers.
 * @throws UsageError `not-up`, and what `serverOf` throws
 */
export async function openServer(
  week: Week,
  name: ServerName,
  caller: Caller,
): Promise<Server & { readonly lab: Lab }> {
  const lab = await openLab(week);
  requireUp(lab);
  requireOffered(lab.config, SERVERS[name].need);
  await prepareTools(lab.config, caller);
  return { lab, ...(await serverOf(lab, name)) };
}

/**
 * Where a lab's Prometheus or Jaeger answers, at the step that the lab stands at.
 * @throws UsageError `no-metrics`, `no-traces` where pods are simulated
 * @throws UsageError `not-published` with the step at which a port of the host leads to it
 */
export async function serverOf(
  lab: Standing,
  name: ServerName,
  render: typeof renderStates = renderStates,
): Promise<Server> {
  const { config } = lab;
  const step = stepOf(lab);
  requireOffered(config, SERVERS[name].need);
  const [found] = await addressesAt(lab, [step], name, render);
  if (found === undefined) throw await notPublished(lab, step, name, render);
  const cluster = clusterOf(stateAt(lab.week, step));
  const at = reachedAt(found, config.listenAddress, cluster).replace(/\/$/, "");
  return { at, http: worldOf(config).http };
}

/** Its address at each of some steps; undefined where no port leads to it. */
async function addressesAt(
  { week, config }: Standing,
  ids: readonly StepId[],
  name: ServerName,
  render: typeof renderStates,
): Promise<(string | undefined)[]> {
  const states = ids.map((id) => stateAt(week, id));
  const rendered = await render(states, config);
  return states.map((state, index) => {
    const cluster = clusterOf(state);
    const objects: readonly LabObject[] = rendered[index] ?? [];
    const { services, path } = SERVERS[name];
    const isIt = ({ service }: { readonly service: string }): boolean =>
      services.some((known) => known === service);
    const page = cluster === undefined ? undefined : urlsOf(objects, cluster).find(isIt);
    return page === undefined ? undefined : `${new URL(page.url).origin}${path}`;
  });
}

async function notPublished(
  lab: Standing,
  step: StepId,
  name: ServerName,
  render: typeof renderStates,
): Promise<UsageError> {
  const { week } = lab;
  const all = week.steps.map(({ id }) => id);
  // the next one that is to come, or else the first of those behind
  const ids = [...all.slice(all.indexOf(step)), ...all.slice(0, all.indexOf(step))];
  const addresses = await addressesAt(lab, ids, name, render);
  const there = ids[addresses.findIndex((address) => address !== undefined)];
  const where = there === undefined ? `no step of ${week.id} has one` : `at step ${there} one does`;
  return new UsageError(
    "not-published",
    `At step ${step} no port of the host leads to ${name}: ${where}.`,
    { next: there === undefined ? "./lab weeks" : `./lab goto ${there} --week ${week.id}` },
  );
}
