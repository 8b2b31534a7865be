import * as pulumi from "@pulumi/pulumi";
import { LabError } from "../lib/errors.js";
import { explained } from "../lib/system-error.js";
import { CACHE_STACK, cacheProgram } from "./cache.js";
import { NAMESPACE, parseConfig } from "./config.js";
import { program } from "./program.js";

/** The entry of plain `pulumi up -s week1`, and of `pulumi up -s cache`. */
async function main(): Promise<object> {
  const stack = pulumi.getStack();
  try {
    if (stack === CACHE_STACK) return await cacheProgram();
    return await program(parseConfig(stack, configValues()));
  } catch (thrown) {
    const error = explained(thrown);
    if (!(error instanceof LabError)) throw error;
    // a RunError is shown without a stack trace
    const next = error.next === undefined ? "" : `\n  next: ${error.next}`;
    throw new pulumi.RunError(`${error.message}${next}`);
  }
}

/** All values of the namespace, so that an unknown key is seen. */
function configValues(): Record<string, string> {
  const all = pulumi.runtime.allConfig();
  const prefix = `${NAMESPACE}:`;
  return Object.fromEntries(
    Object.entries(all)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
}

export default main;
