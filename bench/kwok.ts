import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkout, type Checkout, type Ran } from "../test/support/checkout.js";
import { repeated, seconds, timed } from "./measure.js";
import type { Budget } from "./report.js";

const CLUSTER_ONLY = "1.2";
const WHOLE_WEEK = "1.54";

/** Goes from a bare cluster to all objects of the week with the lab, and with kubectl, on one API server. */
async function againstKubectl(lab: Checkout): Promise<{ up: number; apply: number; wait: number }> {
  const toBare = (): Promise<Ran> => lab.lab("goto", CLUSTER_ONLY, "--yes");
  await timed(toBare);
  const up = await timed(() => lab.lab("goto", WHOLE_WEEK, "--yes"));
  const { stdout } = await lab.lab("objects", "week1", "-o", "yaml");
  await timed(toBare);
  const file = join(lab.home, "objects.yaml");
  await writeFile(file, stdout);
  const apply = ["apply", "--server-side", "--force-conflicts", "-f", file];
  const started = performance.now();
  // the kinds of Istio are unknown until their definitions are there, and namespaces come late in the list:
  // kubectl needs several goes
  for (let tries = 0; (await lab.shell("kubectl", ...apply)).exitCode !== 0; tries++) {
    if (tries === 5) throw new Error("kubectl could not apply the objects");
  }
  const applied = (performance.now() - started) / 1000;
  const available = ["wait", "deployments", "--all", "-A", "--for=condition=Available"];
  await timed(() => lab.shell("kubectl", ...available, "--timeout=60s"));
  return { up, apply: applied, wait: (performance.now() - started) / 1000 };
}

/** The budgets of week 1 on the embedded cluster (design.md). */
export async function benchKwok(): Promise<Budget[]> {
  await using lab = await checkout();
  await timed(() => lab.lab("env", "week1"));
  const budgets: Budget[] = [];

  const preview = (): Promise<Ran> => lab.shell("pulumi", "preview", "-s", "week1");
  await timed(preview);
  budgets.push(seconds("preview of week 1, no cluster", 5, await repeated(preview)));
  const up = (): Promise<Ran> => lab.lab("up", "week1", "--yes");
  budgets.push(seconds("lab up week1, tools present", 30, await timed(up)));
  budgets.push(seconds("lab up that changes nothing", 8, await repeated(up)));
  const plainUp = (): Promise<Ran> =>
    lab.shell("pulumi", "up", "-s", "week1", "--yes", "--skip-preview");
  budgets.push(seconds("pulumi up that changes nothing", 8, await repeated(plainUp)));
  let to = "1.54";
  const oneStep = (): Promise<Ran> => {
    to = to === "1.55" ? "1.57" : "1.55";
    return lab.lab("goto", to, "--yes");
  };
  budgets.push(seconds("one step (one object changes)", 6, await repeated(oneStep)));

  const { up: ours, apply, wait } = await againstKubectl(lab);
  const against = { limit: 3, unit: "×" } as const;
  budgets.push(
    { ...against, what: "objects of week 1: up / kubectl apply", figure: ours / apply },
    { ...against, what: "  the same, both until available", figure: ours / wait },
  );

  await timed(() => lab.lab("reset", "--step", WHOLE_WEEK, "--yes"));
  const down = (): Promise<Ran> => lab.lab("down", "--yes");
  budgets.push(seconds("down, all objects of week 1", 5, await timed(down)));
  await timed(() => lab.lab("up", "week1", "--step", CLUSTER_ONLY, "--yes"));
  budgets.push(seconds("down, no object", 5, await timed(down)));
  process.stdout.write(
    `up ${ours.toFixed(1)} s, kubectl apply ${apply.toFixed(1)} s, until available ${wait.toFixed(1)} s\n`,
  );
  return budgets;
}
