import { dockerAnswers } from "../../components/provider/docker-engine.js";
import { benchKind } from "./kind.js";
import { benchKwok } from "./kwok.js";
import { printBudgets, type Budget } from "./report.js";

/** `npm run bench` measures both targets, `npm run bench kind` one of them. */
const only = process.argv[2];
const budgets: Budget[] = [];
if (only !== "kind") budgets.push(...(await benchKwok()));
if (only !== "kwok") {
  if (await dockerAnswers()) budgets.push(...(await benchKind()));
  else process.stdout.write("kind: not run, no Docker engine answers\n");
}
printBudgets(budgets);
