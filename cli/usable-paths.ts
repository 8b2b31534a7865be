import { UsageError } from "../lib/errors.js";

/**
 * Refuses a cache that can't work before anything starts: its programs are put on PATH, which is split at colons, and
 * `ps` tells one process a line. The launcher refuses such a checkout (`lab`, check_path).
 * @throws UsageError `bad-cache-path`
 */
export function requireUsableCache(cache: string): void {
  if (!/[:\u0000-\u001f]/.test(cache)) return;
  throw new UsageError(
    "bad-cache-path",
    `The cache can't be in ${JSON.stringify(cache)}: its path has a colon or a line break in it.`,
    { next: "set LAB_CACHE to a folder without them; blanks and all other signs are fine" },
  );
}
