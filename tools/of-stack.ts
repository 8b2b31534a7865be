import type { Versions } from "../labs/versions.js";
import { studied } from "./pins.js";

/**
 * The versions of a stack's week; those of the study for a stack that is no week, such as the image caches.
 * Weeks are data of hundreds of files: they are loaded when somebody asks.
 */
export async function versionsOfStack(stack: string): Promise<Versions> {
  const { findWeek } = await import("../labs/index.js");
  return findWeek(stack)?.versions ?? studied;
}
