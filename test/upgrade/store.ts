import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { declaredAt, LABS } from "./declared.js";

/*
 * node --import tsx test/upgrade/store.ts
 * Keeps what the code declares now. A line of the diff whose hash or URN differs is a change that learners see
 * in the preview of the lab that they have: it belongs into the changelog.
 */
for (const [week, steps] of Object.entries(LABS)) {
  const kept: Record<string, object> = {};
  for (const step of steps)
    for (const target of ["kind", "kwok"] as const)
      kept[`${step} on ${target}`] = await declaredAt(week, step, target);
  const file = join(import.meta.dirname, `${week}.json`);
  await writeFile(file, `${JSON.stringify(kept, undefined, 2)}\n`);
}
