import { existsSync } from "node:fs";
import { rm, rmdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Problem } from "../../checks/health/problem.js";
import {
  containersFound,
  removeContainers,
  removeNetworks,
  type ContainerFound,
} from "../../components/provider/container-owner.js";
import { removeProcesses } from "../../components/provider/process.js";
import { labProcesses, type LabProcess } from "../../components/provider/process-table.js";
import { containersIn } from "../../labs/contents.js";
import { stateAt, type Week } from "../../labs/week.js";
import { UsageError } from "../../lib/errors.js";
import { exec as run, type Exec } from "../../lib/exec.js";
import { certificatesDir, processesDir, stackDir } from "../../lib/paths.js";
import { processTable } from "../../lib/process-table.js";
import type { LabConfig } from "../../stacks/config.js";
import { madeContainers, type MadeContainer } from "../../stacks/checkpoint.js";

/*
 * What is beside a lab's cluster: Docker's containers, or the processes in their place, and the files of certificates.
 * What they are is told by themselves, by a label, a command or a folder; what they should be, by the state.
 */

/** What is asked of the machine and of the state. Tests pass another one. */
export interface BesideWorld {
  readonly exec: Exec;
  readonly made: (stack: string) => Promise<readonly MadeContainer[]>;
  /** The folder of a stack's certificates. */
  readonly certificates: (stack: string) => string;
}

const theWorld: BesideWorld = {
  ...{ exec: run, made: madeContainers, certificates: certificatesDir },
};

/** Whether a week has containers at any step: only then is Docker asked. */
const hasContainers = ({ steps, ...week }: Week): boolean =>
  steps.some(({ id }) => containersIn(stateAt({ ...week, steps }, id)).length > 0);

/** What runs beside the cluster, of whatever lab. */
interface Running {
  readonly containers: readonly ContainerFound[];
  readonly processes: readonly LabProcess[];
}

async function runningFor(made: readonly MadeContainer[], exec: Exec): Promise<Running> {
  const has = (as: MadeContainer["as"]): boolean => made.some((each) => each.as === as);
  return {
    containers: has("container") ? await containersFound(exec) : [],
    processes: has("process") ? labProcesses(await processTable(exec)) : [],
  };
}

/** The containers of a lab that do not run as it made them, with what stands in their place. */
export async function besideProblems(stack: string, world = theWorld): Promise<Problem[]> {
  const made = await world.made(stack);
  if (made.length === 0) return [];
  const { containers, processes } = await runningFor(made, world.exec);
  return made.flatMap(({ as, id, name }): Problem[] => {
    const why =
      as === "container"
        ? whyNotRunning(containers, id, name)
        : processes.some((each) => each.id === id)
          ? undefined
          : "does not run any more";
    if (why === undefined) return [];
    return [
      {
        ...{ code: "container-gone", object: `container/${name}`, weight: "fault" },
        says: `${as === "container" ? "Container" : "Process"} ${name} ${why}`,
        cure: { how: "remake" },
      },
    ];
  });
}

function whyNotRunning(
  found: readonly ContainerFound[],
  id: string,
  name: string,
): string | undefined {
  const own = found.find((each) => each.id === id);
  if (own?.state === "running") return undefined;
  if (own !== undefined) return `is not running: Docker says "${own.state}"`;
  const other = found.some((each) => each.name === name);
  return other ? "is another one than the lab made" : "is gone";
}

/**
 * Gets out of the way, before the engine runs, what has the names of the lab's containers: what a killed run has left,
 * and those of its own that do not run.
 * @throws UsageError `container-exists` for a container of that name that no run of this lab made
 */
export async function clearNames(
  { stack, week, step, target }: Pick<LabConfig, "stack" | "week" | "step" | "target">,
  world = theWorld,
): Promise<void> {
  const wanted = containersIn(stateAt(week, step)).map(({ name }) => name);
  if (target.runs.containers !== "docker" || wanted.length === 0) return;
  const made = new Set((await world.made(stack)).map(({ id }) => id));
  const found = (await containersFound(world.exec)).filter(({ name }) => wanted.includes(name));
  const isOwn = ({ id, folder }: ContainerFound): boolean =>
    made.has(id) || folder === stackDir(stack);
  const other = found.find((each) => !isOwn(each));
  if (other !== undefined) throw containerExists(stack, other);
  const useless = found.filter(({ id, state }) => !made.has(id) || state !== "running");
  await removeContainers(
    world.exec,
    useless.map(({ id }) => id),
  );
}

function containerExists(stack: string, { name, folder }: ContainerFound): UsageError {
  const whose = folder === "" ? "which the lab did not make" : `of another lab (${folder})`;
  return new UsageError(
    "container-exists",
    `${stack} needs the name ${name} for a container, and Docker has one of that name, ${whose}.`,
    { next: `docker rm -f ${name}, then the same command again` },
  );
}

/** What is told of a week of which that is so. */
export const UNKNOWN_BESIDE =
  "there are containers, processes or certificates that its state does not know: a run was killed, or files of the lab are lost";

/** Whether anything of a week's runs or lies there that its state does not know. Asked of a lab that is down. */
export async function hasBesideLeft(week: Week, world = theWorld): Promise<boolean> {
  if (existsSync(world.certificates(week.id))) return true;
  if (!hasContainers(week)) return false;
  const known = new Set((await world.made(week.id)).map(({ id }) => id));
  const { containers, processes } = await ofStack(week.id, world.exec);
  return [...containers, ...processes].some(({ id }) => !known.has(id));
}

/** Removes all that runs or lies beside the cluster of a week, whatever the state knows of it. */
export async function removeBeside(week: Week, world = theWorld): Promise<void> {
  const certificates = world.certificates(week.id);
  await rm(certificates, { recursive: true, force: true });
  // those of another stack stay
  await rmdir(dirname(certificates)).catch(() => undefined);
  if (!hasContainers(week)) return;
  await removeProcesses(week.id);
  const { containers } = await ofStack(week.id, world.exec);
  await removeContainers(
    world.exec,
    containers.map(({ id }) => id),
  );
  // a Docker that does not answer keeps nobody from clearing up the rest
  await removeNetworks(world.exec, stackDir(week.id)).catch(() => undefined);
}

async function ofStack(stack: string, exec: Exec): Promise<Running> {
  // a Docker that isn't there, or does not answer, holds up no question that is not about it
  const containers = await containersFound(exec).catch(() => []);
  const processes = labProcesses(await processTable(exec));
  return {
    containers: containers.filter(({ folder }) => folder === stackDir(stack)),
    processes: processes.filter(({ folder }) => folder === processesDir(stack)),
  };
}
