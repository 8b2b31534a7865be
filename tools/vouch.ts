import { basename } from "node:path";
import { z } from "zod";
import { DownloadError } from "../lib/download-error.js";
import type { Release, Voucher } from "./tool.js";

/** What GitHub's API says of a release, as far as it is used here; a file from before June 2025 has no digest. */
const schema = z.object({
  assets: z.array(z.object({ name: z.string(), digest: z.string().nullish() })),
});

/** A SHA-256 in hex, and who knows it. */
export interface Vouched {
  readonly sha256: string;
  /** `pinned`, `published`: for the message about a file that has another. */
  readonly how: "pinned" | "published";
}

/**
 * Finds the SHA-256 that a released file must have.
 * @param read gets a small text from the network
 * @throws DownloadError where nobody vouches for the file: the reason of each that was asked
 */
export async function vouchedFor(
  { url, vouchers }: Release,
  read: (url: string) => Promise<string>,
): Promise<Vouched> {
  const name = basename(new URL(url).pathname);
  const failed: unknown[] = [];
  for (const voucher of vouchers) {
    try {
      return await ask(voucher, name, read);
    } catch (error) {
      if (!(error instanceof DownloadError)) throw error;
      failed.push(error);
    }
  }
  throw failed.length === 1 ? failed[0] : nobody(failed);
}

/** An error of the network tells more than that there is nothing where nothing was looked for. */
function nobody(failed: readonly unknown[]): DownloadError {
  const errors = failed.filter((error) => error instanceof DownloadError);
  const down = errors.find(({ hostDown, passing }) => hostDown || passing);
  if (down !== undefined) return down;
  const reasons = errors.map(({ message }) => message).join("; ");
  return new DownloadError(`nobody vouches for this file (${reasons})`);
}

async function ask(
  voucher: Voucher,
  name: string,
  read: (url: string) => Promise<string>,
): Promise<Vouched> {
  if ("sha256" in voucher) return { sha256: voucher.sha256, how: "pinned" };
  const sha256 =
    "checksums" in voucher
      ? checksumIn(await read(voucher.checksums), name)
      : digestIn(await read(voucher.github), name);
  return { sha256, how: "published" };
}

/** Finds the hash of a file in a checksum file: a bare hash, or lines `HASH  NAME`. */
export function checksumIn(text: string, name: string): string {
  const lines = text
    .split("\n")
    .map((line) => line.trim().split(/\s+\*?/))
    .filter(([hash = ""]) => /^[0-9a-f]{64}$/i.test(hash));
  const line =
    lines.length === 1 ? lines[0] : lines.find((words) => words[1]?.replace(/^\.\//, "") === name);
  if (line?.[0] === undefined) throw new DownloadError(`no published sha256 for ${name}`);
  return line[0].toLowerCase();
}

/** Finds the hash of a file in GitHub's answer about a release. */
export function digestIn(text: string, name: string): string {
  const { assets } = parse(text);
  const digest = assets.find((asset) => asset.name === name)?.digest;
  const sha256 = /^sha256:([0-9a-f]{64})$/i.exec(digest ?? "")?.[1];
  if (sha256 === undefined) throw new DownloadError(`GitHub has no sha256 of ${name}`);
  return sha256.toLowerCase();
}

function parse(text: string): z.infer<typeof schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new DownloadError("GitHub's answer about the release can't be read", { cause });
  }
}
