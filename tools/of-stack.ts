import type { Versions } from "../labs/versions.js";
import { istiosOf } from "../labs/on-versions.js";
import type { Week } from "../labs/week.js";
import { readSettings } from "../lib/settings.js";
import { studied } from "./pins.js";
import { versionsWith } from "./releases.js";

/** Weeks are data of hundreds of files: they are loaded when somebody asks. */
const weekOf = async (stack: string): Promise<Week | undefined> =>
  (await import("../labs/index.js")).findWeek(stack);

/** The versions of a week with another Istio. @param istio undefined, or one that it is not written for: its own */
export const versionsOn = (week: Week, istio: string | undefined): Versions =>
  istio !== undefined && istiosOf(week).includes(istio)
    ? versionsWith(week.versions, istio)
    : week.versions;

/** The versions of the week of a stack; those of the study for a stack that is no week, such as the image caches. */
export const versionsOfWeek = async (stack: string): Promise<Versions> =>
  (await weekOf(stack))?.versions ?? studied;

/**
 * The versions of a stack: those of its week, with the Istio of its config. A config that can't be read, or names an
 * Istio that the week is not written for, names none: whoever reads all of it tells of the mistake.
 */
export async function versionsOfStack(stack: string, read = readSettings): Promise<Versions> {
  const week = await weekOf(stack);
  if (week === undefined) return studied;
  const { istio }: { istio?: string } = await read(stack).catch(() => ({}));
  return versionsOn(week, istio);
}
