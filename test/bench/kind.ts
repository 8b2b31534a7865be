import { checkout, type Ran } from "../support/checkout.js";
import { repeated, seconds, timed } from "./measure.js";
import type { Budget } from "./report.js";

/** Longest way to a week on kind whose images are in Docker, in seconds. */
const WARM_SECONDS = 60;

/** The budgets of week 1 on a real cluster. Needs a Docker engine that has the images, as after one `lab up`. */
export async function benchKind(): Promise<Budget[]> {
  await using lab = await checkout("docker");
  const budgets: Budget[] = [];
  const up = (): Promise<Ran> => lab.lab("up", "week1", "--target", "kind", "--yes");
  const down = (): Promise<Ran> => lab.lab("down", "--yes");
  await timed(() => lab.lab("env", "week1"));
  budgets.push(seconds("kind: lab up week1, images in Docker", WARM_SECONDS, await timed(up)));
  budgets.push(seconds("kind: lab up that changes nothing", 8, await repeated(up)));
  let to = "1.54";
  const oneStep = (): Promise<Ran> => {
    to = to === "1.55" ? "1.57" : "1.55";
    return lab.lab("goto", to, "--yes");
  };
  budgets.push(seconds("kind: one step (one object changes)", 5, await repeated(oneStep)));
  budgets.push(seconds("kind: down, all objects of week 1", 8, await timed(down)));
  const again = await lab.lab("up", "week1", "--yes");
  if (again.exitCode !== 0) throw new Error(again.all);
  const told = again.all.split("\n").filter((line) => /pulled| · /.test(line));
  process.stdout.write(`up again: ${told.join(" | ").trim()}\n`);
  budgets.push(seconds("kind: down again", 8, await timed(down)));
  return budgets;
}
