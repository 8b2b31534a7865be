import { createHash } from "node:crypto";

/** A short name for a value: the same for the same JSON text. */
export const shortHash = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 12);
