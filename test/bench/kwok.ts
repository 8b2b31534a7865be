import { checkout, type Ran } from "../support/checkout.js";
import { benchAgainstKubectl } from "./against-kubectl.js";
import { benchStart } from "./start.js";
import { repeated, seconds, timed } from "./measure.js";
import type { Budget } from "./report.js";

/** A week, and where in it is measured. */
interface Benched {
  readonly week: string;
  /** A step with as many objects as the week has at once, or nearly. */
  readonly full: string;
  /** Two steps that differ in one object. */
  readonly oneStep: readonly [string, string];
}

const WEEKS: readonly Benched[] = [
  { week: "week1", full: "1.54", oneStep: ["1.55", "1.57"] },
  { week: "week2", full: "2.32", oneStep: ["2.27", "2.25"] },
  { week: "week3", full: "3.16", oneStep: ["3.15", "3.14"] },
  { week: "week4", full: "4.40", oneStep: ["4.38", "4.39"] },
  { week: "kans7", full: "7.8", oneStep: ["7.2", "7.1"] },
];

/** The budgets on the embedded cluster. */
export async function benchKwok(): Promise<Budget[]> {
  const budgets: Budget[] = [await benchStart()];
  for (const benched of WEEKS) budgets.push(...(await benchWeek(benched)));
  budgets.push(...(await benchAgainstKubectl()));
  return budgets;
}

/** A week's life: previewed, made, left as it is, changed in one object, taken down. */
async function benchWeek({ week, full, oneStep }: Benched): Promise<Budget[]> {
  await using lab = await checkout("no docker", week);
  const pulumi =
    (command: string, ...args: string[]) =>
    (): Promise<Ran> =>
      lab.shell("pulumi", command, "-s", week, ...args);
  const up = (): Promise<Ran> => lab.lab("up", week, "--yes");
  let at = full;
  const step = (): Promise<Ran> => {
    at = at === oneStep[0] ? oneStep[1] : oneStep[0];
    return lab.lab("goto", at, "--yes");
  };
  await timed(() => lab.lab("env", week));
  await timed(pulumi("config", "set", "istio-lab:step", full));
  const preview = pulumi("preview");
  await timed(preview);
  const withoutCluster = await repeated(preview);
  const whole = await timed(up);
  return [
    seconds(`preview of ${week}, no cluster`, 5, withoutCluster),
    seconds(`lab up ${week}, tools present`, 30, whole),
    seconds(`pulumi preview of ${week}, no changes`, 3.5, await repeated(preview)),
    seconds(`lab up ${week} that changes nothing`, 2.5, await repeated(up)),
    seconds(
      `pulumi up ${week} that changes nothing`,
      8,
      await repeated(pulumi("up", "--yes", "--skip-preview")),
    ),
    seconds(`one step of ${week} (one object changes)`, 3.5, await repeated(step)),
    seconds(`down, all objects of ${week}`, 5, await timed(() => lab.lab("down", "--yes"))),
  ];
}
