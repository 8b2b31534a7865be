import { lstatSync } from "node:fs";

/**
 * Whether a file or folder is surely not there. One that may not be looked at, as in the home of another user, or on
 * a disk that does not answer, is none of those: whatever belongs to it may still be in use.
 */
export function isGone(path: string): boolean {
  try {
    lstatSync(path);
    return false;
  } catch (error) {
    return isNotThere(error);
  }
}

/** Whether an error of the system says that there is no such file, and not only that it can't be seen. */
export const isNotThere = (error: unknown): boolean =>
  ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
