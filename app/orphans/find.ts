import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Exec } from "../../lib/exec.js";
import { isGone } from "../../lib/gone.js";
import { endProcess } from "../../lib/processes.js";
import { processTable, type ProcessRow } from "../../lib/process-table.js";
import { checkoutOf, isElsewhere } from "../../components/provider/kind-owner.js";
import {
  endKwok,
  kwokProcesses,
  type KwokProcess,
} from "../../components/provider/kwok-processes.js";
import { kindNodes, type KindNodeFound } from "./kind-nodes.js";
import { knownIn, type Known } from "./known.js";
import { WORKER } from "../load/runs.js";
import { leftPlugins } from "../stack/plugins.js";

/** Something of a lab that runs on this machine. */
export interface Running {
  /** `week1 of /home/me/istio-lab on kwok (5 processes)` */
  readonly what: string;
  /** Why nothing will end it. Undefined: it belongs to a lab that stands, or to a run. */
  readonly left: string | undefined;
  /** Ends it, and nothing else. */
  readonly end: () => Promise<void>;
}

/** What is asked of the machine. Tests pass another one. */
export interface Machine {
  readonly exec: Exec;
  readonly known: (folder: string, stack: string, id: string | undefined) => Promise<Known>;
}

export const machineOf = (exec: Exec): Machine => ({ exec, known: knownIn });

/**
 * All that labs run on this machine, of whatever checkout: what it is is told by itself, by its command or its
 * label, and never by a file of numbers alone.
 * @param folder a stack's of this checkout.
 */
export async function runningOfLabs(machine: Machine, folder: string): Promise<Running[]> {
  const [rows, nodes] = await Promise.all([
    processTable(machine.exec),
    kindNodes(machine.exec, folder),
  ]);
  const clusters = [...byCluster(kwokProcesses(rows)).values()];
  return [
    ...(await Promise.all(clusters.map((processes) => ofKwok(machine, processes)))),
    ...(await Promise.all(nodes.map((node) => ofKind(machine, node)))).flat(),
    ...loops(rows).map(ofLoop),
    ...leftPlugins(rows).map(ofPlugin),
  ];
}

function byCluster(processes: readonly KwokProcess[]): Map<string, KwokProcess[]> {
  const clusters = new Map<string, KwokProcess[]>();
  for (const process of processes) {
    const key = `${process.folder} ${process.id ?? ""}`;
    clusters.set(key, [...(clusters.get(key) ?? []), process]);
  }
  return clusters;
}

async function ofKwok({ known }: Machine, processes: readonly KwokProcess[]): Promise<Running> {
  const [first] = processes;
  if (first === undefined) throw new Error("a cluster without processes");
  const { folder, stack, id } = first;
  const checkout = checkoutOf(first);
  const count = `${processes.length} process${processes.length === 1 ? "" : "es"}`;
  return {
    what: `${stack} of ${checkout} on kwok (${count})`,
    left: whyLeft(await known(folder, stack, id)),
    end: async () => {
      await endKwok((process) => process.folder === folder && process.id === id);
      if (id !== undefined) await rm(join(folder, id), { recursive: true, force: true });
    },
  };
}

async function ofKind({ exec, known }: Machine, node: KindNodeFound): Promise<Running[]> {
  const { owner, container, cluster, id } = node;
  // not a lab's: no concern of ours
  if (owner === undefined) return [];
  const elsewhere = isElsewhere(owner);
  const at = elsewhere ? ` at ${owner.host ?? ""}` : "";
  return [
    {
      what: `${owner.stack} of ${checkoutOf(owner)}${at} on kind (cluster ${cluster})`,
      // what another machine knows of it can't be seen from here
      left: elsewhere ? undefined : whyLeft(await known(owner.folder, owner.stack, id)),
      end: async () => {
        await exec("docker", ["rm", "--force", "--volumes", container], { timeoutMs: 60_000 });
      },
    },
  ];
}

interface LoopFound {
  readonly pid: number;
  readonly stack: string;
  /** The folder of its files: `…/.lab/stacks/week1/load`. */
  readonly dir: string;
  readonly name: string;
}

/** A loop by its command; one that an older version of the lab has started runs for half an hour at most. */
const LOOP = new RegExp(String.raw`[ /](?:${WORKER}|cli/load/worker\.ts) (\S+) (/.+) (\S+) \S+Z$`);

const loops = (rows: readonly ProcessRow[]): LoopFound[] =>
  rows.flatMap(({ pid, command }) => {
    const [, stack, dir, name] = LOOP.exec(command) ?? [];
    if (stack === undefined || dir === undefined || name === undefined) return [];
    return [{ pid, stack, dir, name }];
  });

function ofLoop({ pid, stack, dir, name }: LoopFound): Running {
  const folder = dirname(dir);
  const isLeft = isGone(join(dir, `${name}.run.json`));
  return {
    what: `the loop ${name} of ${stack} of ${checkoutOf({ folder, stack })} (process ${pid})`,
    left: isLeft ? "its files are gone" : undefined,
    end: () => {
      endProcess(pid);
      return Promise.resolve();
    },
  };
}

const ofPlugin = ({ pid, command }: ProcessRow): Running => ({
  what: `${/pulumi-[\w-]+(?=\s|$)/.exec(command)?.[0] ?? "a plugin"} (process ${pid})`,
  left: "the engine that started it is gone",
  end: () => {
    endProcess(pid);
    return Promise.resolve();
  },
});

function whyLeft(known: Known): string | undefined {
  switch (known) {
    case "stands":
    case "worked on":
    case "unseen":
      return undefined;
    case "unknown":
      return "the state of its checkout does not know it";
    case "gone":
      return "its checkout is gone";
  }
}
