import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { weeks } from "../../labs/index.js";
import { registered, requireFreeNumber, skeletonOf } from "../../labs/skeleton.js";
import { UsageError } from "../../lib/errors.js";
import type { Output } from "../terminal/output.js";
import { root } from "../../lib/paths.js";

const REGISTRY = "labs/index.ts";

/**
 * `lab new-week week9`: the skeleton of a week, which passes the tests as it is.
 * @throws UsageError `bad-week-name`, or `week-exists` where there is a folder of that name, or a week of that number.
 */
export async function newWeek(id: string, output: Output): Promise<void> {
  const files = skeletonOf(id);
  if (existsSync(join(root, "labs", id)))
    throw new UsageError("week-exists", `There is a folder labs/${id} already.`, {
      next: `./lab steps ${id}`,
    });
  requireFreeNumber(
    id,
    weeks.map((week) => week.id),
  );
  for (const { path, text } of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
    output.print(path);
  }
  const registry = join(root, REGISTRY);
  await writeFile(registry, registered(await readFile(registry, "utf8"), id));
  output.say(`${id} is registered in ${REGISTRY}. Next: ./lab steps ${id}`);
  output.say("How to go on: docs/how-to/write-a-week.md");
}
