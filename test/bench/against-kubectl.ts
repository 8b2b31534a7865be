import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkout, succeed, type Checkout, type Ran } from "../support/checkout.js";
import { seconds, timed } from "./measure.js";
import type { Budget } from "./report.js";

const CLUSTER_ONLY = "1.2";
const WHOLE_WEEK = "1.54";

/** Applies all objects of week 1 with kubectl. Gives the seconds until it ended, and until all was available. */
async function applyWith(lab: Checkout, file: string): Promise<{ apply: number; wait: number }> {
  const apply = ["apply", "--server-side", "--force-conflicts", "-f", file];
  const started = performance.now();
  const passed = (): number => (performance.now() - started) / 1000;
  // the kinds of Istio are unknown until their definitions are there, and namespaces come late in the list:
  // kubectl needs several goes
  for (let tries = 0; (await lab.shell("kubectl", ...apply)).exitCode !== 0; tries++) {
    if (tries === 5) throw new Error("kubectl could not apply the objects");
  }
  const applied = passed();
  const available = ["wait", "deployments", "--all", "-A", "--for=condition=Available"];
  await timed(() => lab.shell("kubectl", ...available, "--timeout=60s"));
  return { apply: applied, wait: passed() };
}

/** Goes from a bare cluster to all objects of week 1 with the lab, and with kubectl, on one API server. */
export async function benchAgainstKubectl(): Promise<Budget[]> {
  await using lab = await checkout();
  const bareUp = (): Promise<Ran> => lab.lab("up", "week1", "--step", CLUSTER_ONLY, "--yes");
  await timed(bareUp);
  const down = await timed(() => lab.lab("down", "--yes"));
  await timed(bareUp);
  const ours = await timed(() => lab.lab("goto", WHOLE_WEEK, "--yes"));
  const file = join(lab.home, "objects.yaml");
  await writeFile(file, succeed(await lab.lab("objects", "week1", "-o", "yaml")).stdout);
  await timed(() => lab.lab("goto", CLUSTER_ONLY, "--yes"));
  const { apply, wait } = await applyWith(lab, file);
  process.stdout.write(
    `up ${ours.toFixed(1)} s, kubectl apply ${apply.toFixed(1)} s, until available ${wait.toFixed(1)} s\n`,
  );
  const against = { unit: "×" } as const;
  return [
    seconds("down, no object", 5, down),
    { ...against, limit: 3, what: "objects of week1: up / kubectl apply", figure: ours / apply },
    { ...against, limit: 1.5, what: "  the same, both until available", figure: ours / wait },
  ];
}
