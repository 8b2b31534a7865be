import { UsageError } from "../../lib/errors.js";
import { didYouMean } from "../../lib/suggest.js";
import { anywhereTarget } from "../../targets/index.js";
import { CONFIG_KEYS, parseConfig, usable } from "../../stacks/config.js";
import { deployed } from "../../stacks/checkpoint.js";
import { targetStanding } from "../../stacks/choose.js";
import { readSettings, removeSetting, writeSettings } from "../../lib/settings.js";
import { printJson, printTable, type Output } from "../terminal/output.js";
import { tellOn } from "../text/events.js";
import { exclusively } from "../../app/stack/lock.js";
import { weekMeant } from "../../app/stack/session.js";

interface Flags {
  readonly week?: string;
  readonly json?: boolean;
}

/** `lab config`: the keys of a week's config with their values; those that can't be used as well. */
export async function configList(flags: Flags, output: Output): Promise<void> {
  const { id } = await weekMeant(flags.week);
  const settings = await readSettings(id);
  if (flags.json === true) {
    printJson(output, settings);
    return;
  }
  const { mistakes } = usable(id, settings);
  const keys = [...new Set([...CONFIG_KEYS, ...Object.keys(settings)])];
  printTable(
    output,
    keys.map((key) => [key, settings[key] ?? "(default)"]),
  );
  for (const { message, next } of mistakes) output.say(`${message} Next: ${next ?? ""}`);
}

/**
 * `lab config set apiServerPort 6443`: what `pulumi config set istio-lab:apiServerPort 6443` does, in any shell. What
 * follows from it is shown by the next `up`.
 * @throws UsageError `unknown-config-key`, `bad-config-value`, `unknown-step`, `stack-busy`, `target-recorded`
 */
export async function configSet(
  key: string,
  value: string,
  flags: Flags,
  output: Output,
): Promise<void> {
  const { id } = await weekMeant(flags.week);
  if (!CONFIG_KEYS.includes(key)) throw unknownKey(id, key);
  if (value === "") throw noValue(id, key);
  // a slip may need the checkout that another key names
  const { book = "" } = key === "reproduce" ? await readSettings(id) : {};
  parseConfig(id, { target: anywhereTarget.name, book, [key]: value });
  await exclusively(id, tellOn(output), async () => {
    if (key === "target") requireNoOther(id, value, targetStanding(await deployed(id)));
    await writeSettings(id, { [key]: value });
  });
  output.print(`${key} of ${id} is ${value}. Next: ./lab up ${id}`);
}

const noValue = (id: string, key: string): UsageError =>
  new UsageError("bad-config-value", `Config value "${key}" of stack ${id} can't be empty.`, {
    next: `./lab config rm ${key} --week ${id} goes back to its default`,
  });

/** A lab that stands can't move to another target. @throws UsageError `target-recorded` */
export function requireNoOther(week: string, wanted: string, standsOn: string | undefined): void {
  if (standsOn === undefined || standsOn === wanted) return;
  throw new UsageError("target-recorded", `${week} stands on ${standsOn}, not on ${wanted}.`, {
    next: `./lab down ${week}, then ./lab up ${week} --target ${wanted}`,
  });
}

/** `lab config rm book`: goes back to the default of a key, and takes one out that is none. @throws as `configSet` */
export async function configRemove(key: string, flags: Flags, output: Output): Promise<void> {
  const { id } = await weekMeant(flags.week);
  const was = (await readSettings(id))[key];
  await exclusively(id, tellOn(output), () => removeSetting(id, key));
  output.print(
    was === undefined
      ? `${key} of ${id} was not set.`
      : `${key} of ${id} is gone. Next: ./lab up ${id}`,
  );
}

/** Nothing was written, so there is nothing to take out, as there is for a key that stands in a config. */
const unknownKey = (week: string, key: string): UsageError =>
  new UsageError(
    "unknown-config-key",
    `There is no config key "${key}".${didYouMean(key, CONFIG_KEYS)} Keys: ${CONFIG_KEYS.join(", ")}.`,
    { next: `./lab config --week ${week}` },
  );
