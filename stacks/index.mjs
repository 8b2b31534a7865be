import { load } from "../lib/start.mjs";

const { main } = await load("stacks/main.ts");

/** The program of plain `pulumi`. The Node SDK takes a default export or named ones, and not both. */
export default () => main();
