import { dockerAnswers } from "../cli/stack/target.js";
import { benchKind } from "./kind.js";
import { benchKwok } from "./kwok.js";
import { printBudgets } from "./report.js";

const budgets = await benchKwok();
if (await dockerAnswers()) budgets.push(...(await benchKind()));
else process.stdout.write("kind: not run, no Docker engine answers\n");
printBudgets(budgets);
