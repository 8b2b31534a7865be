import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkout, type Checkout, type Ran } from "../test/support/checkout.js";
import { median, printBudgets, type Budget } from "./report.js";

/** Runs of the short operations; the median counts, since machines are noisy. */
const RUNS = 3;
const CLUSTER_ONLY = "1.2";
const WHOLE_WEEK = "1.54";

/** Runs a command and gives its time in seconds. @throws Error when it fails: a failure has no time. */
async function timed(run: () => Promise<Ran>): Promise<number> {
  const started = performance.now();
  const { exitCode, all } = await run();
  if (exitCode !== 0) throw new Error(`a command of the bench failed:\n${all}`);
  return (performance.now() - started) / 1000;
}

async function repeated(run: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < RUNS; i++) times.push(await run());
  return median(times);
}

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

async function main(): Promise<void> {
  await using lab = await checkout();
  await timed(() => lab.lab("env", "week1"));
  const budgets: Budget[] = [];
  const measure = async (what: string, limit: number, seconds: Promise<number>): Promise<void> => {
    budgets.push({ what, limit, unit: "s", figure: await seconds });
  };

  const preview = (): Promise<Ran> => lab.shell("pulumi", "preview", "-s", "week1");
  await timed(preview);
  await measure(
    "preview of week 1, no cluster",
    5,
    repeated(() => timed(preview)),
  );
  const up = (): Promise<Ran> => lab.lab("up", "week1", "--yes");
  await measure("lab up week1, tools present", 30, timed(up));
  await measure(
    "lab up that changes nothing",
    8,
    repeated(() => timed(up)),
  );
  const plainUp = (): Promise<Ran> =>
    lab.shell("pulumi", "up", "-s", "week1", "--yes", "--skip-preview");
  await measure(
    "pulumi up that changes nothing",
    8,
    repeated(() => timed(plainUp)),
  );
  let to = "1.54";
  const oneStep = (): Promise<Ran> => {
    to = to === "1.55" ? "1.57" : "1.55";
    return lab.lab("goto", to, "--yes");
  };
  await measure(
    "one step (one object changes)",
    6,
    repeated(() => timed(oneStep)),
  );

  const { up: ours, apply, wait } = await againstKubectl(lab);
  budgets.push({
    what: "objects of week 1: up / kubectl apply",
    limit: 3,
    unit: "×",
    figure: ours / apply,
  });
  budgets.push({
    what: "  the same, both until available",
    limit: 3,
    unit: "×",
    figure: ours / wait,
  });

  await timed(() => lab.lab("reset", "--step", WHOLE_WEEK, "--yes"));
  const down = (): Promise<Ran> => lab.lab("down", "--yes");
  await measure("down, all objects of week 1", 5, timed(down));
  await timed(() => lab.lab("up", "week1", "--step", CLUSTER_ONLY, "--yes"));
  await measure("down, no object", 5, timed(down));
  printBudgets(budgets);
  process.stdout.write(
    `up ${ours.toFixed(1)} s, kubectl apply ${apply.toFixed(1)} s, until available ${wait.toFixed(1)} s\n`,
  );
}

await main();
