import { weeks } from "../../labs/index.js";
import { ToolError } from "../../lib/errors.js";
import { exec } from "../../lib/exec.js";
import { cacheDir, labDir, stackDir } from "../../lib/paths.js";
import { endingIn } from "../../app/certs/ends.js";
import { toolStatus, type ToolStatus } from "../../tools/locate.js";
import { dockerTarget, anywhereTarget } from "../../targets/index.js";
import type { Target } from "../../targets/target.js";
import { bedContext } from "../../tools/bed/context.js";
import { bedStatus } from "../../tools/bed/status.js";
import { bedRow } from "../doctor/bed.js";
import { dockerRow } from "../doctor/docker.js";
import { generations } from "../generations.js";
import { diskRows, dockerFolder } from "../doctor/disk.js";
import { inotifyRow } from "../doctor/inotify.js";
import { certificateRows } from "../doctor/certificates.js";
import { labRows } from "../doctor/labs.js";
import { capacityRow, roomOf } from "../doctor/room.js";
import { emulationRow } from "../doctor/emulation.js";
import { iptablesRow } from "../doctor/iptables.js";
import { networkRow } from "../doctor/network.js";
import type { Row } from "../doctor/row.js";
import { laterRow, toolRow } from "../doctor/tool-row.js";
import { machineOf, runningOfLabs } from "../../app/orphans/find.js";
import { wslRows } from "../doctor/wsl.js";
import { printJson, printTable, type Output } from "../terminal/output.js";
import { dockerCapacity } from "../../stacks/requests.js";
import { dockerEngine } from "../../components/provider/docker-engine.js";

/**
 * `lab doctor`: what the machine has and lacks for the labs, and what to do about it.
 * @throws ToolError `doctor` when something is bad.
 */
export async function doctor(flags: { readonly json?: boolean }, output: Output): Promise<void> {
  const engine = await dockerEngine();
  const answers = engine.kind === "docker";
  const forKind = answers
    ? [
        ...(await Promise.all([bed(), inotifyRow(), iptablesRow(), emulationRow()])),
        ...(await room()),
      ]
    : [];
  const rows = [
    node(),
    dockerRow(engine),
    ...diskRows(cacheDir(), labDir, answers ? await dockerFolder() : undefined),
    ...(await wslRows()),
    ...[networkRow(), ...forKind].filter((row) => row !== undefined),
    ...labRows(await runningOfLabs(machineOf(exec), stackDir("any"))),
    ...(await certificates()),
    ...tools(answers || engine.kind === "silent" ? dockerTarget : anywhereTarget),
  ];
  if (flags.json === true) printJson(output, rows);
  else {
    const mark = { ok: "✓", note: "·", missing: "-", bad: "✗" } as const;
    printTable(
      output,
      rows.map(({ what, verdict, detail }) => [mark[verdict], what, detail]),
    );
    for (const { next } of rows) if (next !== undefined) output.print(`next: ${next}`);
  }
  const bad = rows.filter(({ verdict }) => verdict === "bad").length;
  if (bad > 0) throw new ToolError("doctor", `${bad} of ${rows.length} rows need attention.`);
}

async function bed(): Promise<Row | undefined> {
  const contexts = generations.map((versions) => bedContext({ versions }));
  return bedRow((await bedStatus(bedContext(), contexts)).generations);
}

/** What Docker has, and what each week takes of it. */
async function room(): Promise<(Row | undefined)[]> {
  const there = await dockerCapacity();
  if (there === undefined) return [];
  return [capacityRow(there), ...(await Promise.all(weeks.map((week) => roomOf(week, there))))];
}

const certificates = async (): Promise<Row[]> =>
  (
    await Promise.all(weeks.map(async (week) => certificateRows(week.id, await endingIn(week))))
  ).flat();

const node = (): Row => ({ what: "node", verdict: "ok", detail: process.versions.node });

function tools(target: Target): Row[] {
  const wanted = new Set<string>(target.tools);
  const status = generations.flatMap((versions) => toolStatus({ versions }));
  const rows = onceEach(status.filter(({ name }) => wanted.has(name))).map((tool) => toolRow(tool));
  const fortio = onceEach(status).filter(({ name }) => name === "fortio" && target.runs.pods);
  return [...rows, ...fortio.map((tool) => laterRow(tool))];
}

/** Tools that are the same for several weeks stand in one row. */
const onceEach = (tools: readonly ToolStatus[]): ToolStatus[] => [
  ...new Map(tools.map((tool) => [`${tool.name} ${tool.wanted}`, tool])).values(),
];
