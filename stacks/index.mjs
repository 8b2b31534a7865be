import { load } from "../lib/start.mjs";
import { RunError } from "@pulumi/pulumi";

const { main } = await load("stacks/main.ts").catch((error) => {
  // a mistake in a week, which is looked at as it is loaded; a RunError is shown without a stack trace
  if (error.code !== "bad-week") throw error;
  throw new RunError(`${error.message}\n  next: ${error.next}`);
});

/** The program of plain `pulumi`. The Node SDK takes a default export or named ones, and not both. */
export default () => main();
