import { dockerAnswers } from "../../components/provider/docker-engine.js";
import { benchKind } from "./kind.js";
import { benchKwok } from "./kwok.js";
import { benchMetrics } from "./metrics.js";
import { printBudgets, type Budget } from "./report.js";

/**
 * `npm run bench` measures both targets, `npm run bench kind` one of them. `npm run bench metrics` measures what Istio's
 * metrics cost the bed's proxies, `npm run bench metrics 60` their memory in an hour.
 */
const [only, minutes = "0"] = process.argv.slice(2);
if (only === "metrics") await benchMetrics(Number(minutes));
else await benchTargets();

async function benchTargets(): Promise<void> {
  const budgets: Budget[] = [];
  if (only !== "kind") budgets.push(...(await benchKwok()));
  if (only !== "kwok") {
    if (await dockerAnswers()) budgets.push(...(await benchKind()));
    else process.stdout.write("kind: not run, no Docker engine answers\n");
  }
  printBudgets(budgets);
}
