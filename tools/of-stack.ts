import type { Versions } from "../labs/versions.js";
import { readSettings } from "../lib/settings.js";
import { studied } from "./pins.js";
import { versionsWith } from "./releases.js";

/**
 * The versions of a stack: those of its week, with the Istio of its config; those of the study for a stack that is no
 * week, such as the image caches. A config that can't be read names none: whoever reads all of it tells of the mistake.
 * Weeks are data of hundreds of files: they are loaded when somebody asks.
 */
export async function versionsOfStack(stack: string, read = readSettings): Promise<Versions> {
  const { findWeek } = await import("../labs/index.js");
  const week = findWeek(stack);
  if (week === undefined) return studied;
  const { istio }: { istio?: string } = await read(stack).catch(() => ({}));
  return versionsWith(week.versions, istio);
}
