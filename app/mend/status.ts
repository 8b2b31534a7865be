import type { Problem } from "../../checks/health/problem.js";
import { clusterOf } from "../../labs/contents.js";
import { isMadeOn, titleOfItem } from "../../labs/items/index.js";
import type { Images, Requests } from "../../labs/objects.js";
import type { Versions } from "../../labs/versions.js";
import type { StepId, Week } from "../../labs/week.js";
import { kubectl } from "../../tools/kubectl.js";
import { deployed, doneActions } from "../../stacks/checkpoint.js";
import type { Tell } from "../events.js";
import { certificateEnds, endsToTell, type Ending } from "../certs/ends.js";
import { notReached, openLab, stepOf } from "../lab/lab.js";
import { notDone, staleActions } from "../lab/stale-actions.js";
import { lookAt } from "./drift.js";

interface Workload {
  readonly namespace: string;
  readonly name: string;
  /** `1/1` */
  readonly ready: string;
}

/** How a lab is. */
export interface LabStatus {
  readonly week: string;
  /** Where it stands. */
  readonly step: StepId;
  /** Where it was asked to stand, when the last run did not come there. */
  readonly asked?: StepId;
  /** What it stands on: those of the week, or those of the config key `istio` when it was made. */
  readonly versions: Versions;
  readonly target: string;
  readonly images: Images;
  readonly cpuRequests: Requests;
  readonly memoryRequests: Requests;
  readonly cluster: string;
  /** What is wrong in its config, each with the command that mends it. */
  readonly mistakes: readonly string[];
  /** What stands where there is no cluster, as declared; what of it does not run is among the problems. */
  readonly items: readonly string[];
  readonly workloads: readonly Workload[];
  /** Certificates that end soon, have ended or are missing. */
  readonly certificates: readonly Ending[];
  /** Objects that are missing or were changed by hand, by key. */
  readonly drift: readonly string[];
  /** Objects that are being deleted, themselves or with their namespace, by key. */
  readonly deleting: readonly string[];
  /** What does not work, or was made by hand, whatever its fields say. */
  readonly problems: readonly Omit<Problem, "cure">[];
  /** Actions that could not be done, each with the reason. */
  readonly notDone: readonly string[];
  /** Titles of the actions whose processes were started again since. */
  readonly lost: readonly string[];
}

/** Looks how the lab of a week is; undefined where nothing of it is deployed. @throws ToolError when that can't be told */
export async function statusOf(week: Week, tell: Tell): Promise<LabStatus | undefined> {
  const found = await deployed(week.id);
  if (found === undefined) return undefined;
  const mistakes: string[] = [];
  const lab = await openLab(week, {
    onMistake: ({ message, next }) => mistakes.push(`${message} Next: ${next ?? ""}`),
  });
  const { config, cluster } = lab;
  const alive = cluster?.alive === true;
  const missed = notReached(lab);
  const { drift, problems } = await lookAt(lab, tell);
  const why = cluster?.alive === false ? cluster.why : `step ${config.step} has none`;
  const withoutCluster = clusterOf(lab.standing) === undefined ? Object.values(lab.standing) : [];
  return {
    week: week.id,
    step: stepOf(lab),
    ...(missed === undefined ? {} : { asked: missed }),
    versions: lab.week.versions,
    target: config.target.name,
    images: config.images,
    cpuRequests: config.cpuRequests,
    memoryRequests: config.memoryRequests,
    cluster: alive ? "the cluster runs" : `no cluster (${why})`,
    mistakes,
    items: withoutCluster.filter((item) => isMadeOn(item, config.target)).map(titleOfItem),
    workloads: alive ? await workloads(week.id) : [],
    certificates: endsToTell(await certificateEnds(lab.standing, week.id), week.id),
    drift: drift.filter(({ deleting }) => deleting === undefined).map(({ key }) => key),
    deleting: drift.filter(({ deleting }) => deleting !== undefined).map(({ key }) => key),
    problems: problems.map(({ cure: _cure, ...problem }) => problem),
    notDone: alive ? notDone(await doneActions(week.id)) : [],
    lost: (await staleActions(lab)).map(({ input }) => input.action.title),
  };
}

interface DeploymentList {
  readonly items: readonly {
    readonly metadata: { readonly namespace: string; readonly name: string };
    readonly spec: { readonly replicas?: number };
    readonly status?: { readonly readyReplicas?: number };
  }[];
}

async function workloads(stack: string): Promise<Workload[]> {
  const { stdout } = await kubectl(stack)(["get", "deployments", "-A", "-o", "json"]);
  return (JSON.parse(stdout) as DeploymentList).items.map(({ metadata, spec, status: live }) => ({
    namespace: metadata.namespace,
    name: metadata.name,
    ready: `${live?.readyReplicas ?? 0}/${spec.replicas ?? 1}`,
  }));
}
