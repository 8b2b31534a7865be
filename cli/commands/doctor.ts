import { ToolError } from "../../lib/errors.js";
import { cacheDir, labDir } from "../../lib/paths.js";
import { toolStatus, type ToolStatus } from "../../tools/locate.js";
import { toolsFor } from "../../tools/tool.js";
import { cpusRow } from "../doctor/cpus.js";
import { dockerRow } from "../doctor/docker.js";
import { diskRows, dockerFolder } from "../doctor/disk.js";
import { inotifyRow } from "../doctor/inotify.js";
import type { Row } from "../doctor/row.js";
import { printJson, printTable, type Output } from "../output.js";
import { dockerCpus } from "../../stacks/cpu-requests.js";
import { dockerEngine } from "../../provider/docker-engine.js";

/**
 * `lab doctor`: what the machine has and lacks for the labs, and what to do about it.
 * @throws ToolError `doctor` when something is bad.
 */
export async function doctor(flags: { readonly json?: boolean }, output: Output): Promise<void> {
  const engine = await dockerEngine();
  const answers = engine.kind === "docker";
  const forKind = answers ? [cpusRow(await dockerCpus()), await inotifyRow()] : [];
  const rows = [
    node(),
    dockerRow(engine),
    ...diskRows(cacheDir(), labDir, answers ? await dockerFolder() : undefined),
    ...forKind.filter((row) => row !== undefined),
    ...tools(answers || engine.kind === "silent" ? "kind" : "kwok"),
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

const node = (): Row => ({ what: "node", verdict: "ok", detail: process.versions.node });

function tools(target: "kind" | "kwok"): Row[] {
  const wanted = new Set<string>(toolsFor(target));
  return toolStatus()
    .filter(({ name }) => wanted.has(name))
    .map(toolRow);
}

function toolRow({ name, wanted, state, version, source, detail }: ToolStatus): Row {
  if (state === "ready") {
    const other = version === undefined || version === wanted ? "" : ` (built from ${version})`;
    return { what: name, verdict: "ok", detail: `${wanted}${other}, ${source ?? ""}: ${detail}` };
  }
  const verdict = state === "missing" ? "missing" : "bad";
  return { what: name, verdict, detail: `${wanted} ${state}: ${detail}`, next: "./lab env" };
}
