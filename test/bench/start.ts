import { execa } from "execa";
import { checkout } from "../support/checkout.js";
import { timed } from "./measure.js";
import { median, type Budget } from "./report.js";

/** Short commands are measured more often, in turns: what disturbs one disturbs the other. */
const RUNS = 9;

/** How long a command takes that only reads the course, against a Node that does nothing. */
export async function benchStart(): Promise<Budget> {
  await using lab = await checkout();
  const show = () => lab.lab("show", "1.57");
  const nothing = async () => {
    const { exitCode = 1, all } = await execa("node", ["-e", "0"], { all: true });
    return { exitCode, stdout: "", stderr: "", all };
  };
  await timed(show);
  const times: [number, number][] = [];
  for (let run = 0; run < RUNS; run++) times.push([await timed(show), await timed(nothing)]);
  const [ours, least] = [
    median(times.map(([time]) => time)),
    median(times.map(([, time]) => time)),
  ];
  process.stdout.write(`lab show ${ours.toFixed(2)} s, node -e 0 ${least.toFixed(2)} s\n`);
  return { what: "lab show / node -e 0", limit: 8, unit: "×", figure: ours / least };
}
