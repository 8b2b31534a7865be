import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { filesMade, isPrivate, type CertificatesSpec } from "../../labs/certificates.js";
import { itemsOf } from "../../labs/contents.js";
import type { LabState } from "../../labs/state.js";
import { certificatesDir } from "../../lib/paths.js";

/** The end is told from so many days before on. */
const SOON_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** When the certificates of an authority end. */
export interface CertificateEnd {
  readonly spec: CertificatesSpec;
  /** The first end among its files; undefined where one of them is not there. */
  readonly ends: Date | undefined;
}

/** When the certificates of a lab end, by what lies on the disk. @param folder where they lie */
export function certificateEnds(
  state: LabState,
  stack: string,
  folder = certificatesDir(stack),
): Promise<CertificateEnd[]> {
  return Promise.all(
    itemsOf(state, "certificates").map(async ({ spec }) => {
      const files = filesMade(spec).filter((file) => !isPrivate(file));
      const ends = await Promise.all(files.map((file) => endOf(join(folder, file))));
      const known = ends.filter((end) => end !== undefined);
      const first = new Date(Math.min(...known.map((end) => end.getTime())));
      return { spec, ends: known.length === ends.length ? first : undefined };
    }),
  );
}

/** Of a file with several certificates that of the first; undefined where it can't be read. */
async function endOf(file: string): Promise<Date | undefined> {
  const text = await readFile(file, "utf8").catch(() => "");
  try {
    return new Date(new X509Certificate(text).validTo);
  } catch {
    return undefined;
  }
}

const RENEW = "./lab certs renew makes new ones";

/** What a learner must know of their ends, a sentence each; nothing while all are far. */
export const endsToTell = (ends: readonly CertificateEnd[], now = new Date()): string[] =>
  ends.flatMap(({ spec: { host }, ends: end }) => {
    if (end === undefined) return [`certificates for ${host} are missing. Next: ./lab up`];
    const days = Math.floor((end.getTime() - now.getTime()) / DAY_MS);
    if (days >= SOON_DAYS) return [];
    const when = end.toISOString().slice(0, 10);
    const what = days < 0 ? `ended on ${when}` : `end on ${when}, in ${days} days`;
    return [`certificates for ${host} ${what}. Next: ${RENEW}`];
  });
