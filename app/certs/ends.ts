import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { filesMade, isPrivate, type CertificatesSpec } from "../../labs/certificates.js";
import { itemsOf } from "../../labs/contents.js";
import type { LabState } from "../../labs/state.js";
import { stateAt, type Week } from "../../labs/week.js";
import { certificatesDir } from "../../lib/paths.js";
import { deployed } from "../../stacks/checkpoint.js";

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

/** What a learner must know of certificates, and the command that helps. */
export interface Ending {
  readonly says: string;
  readonly next: string;
}

/** The certificates of a week that end soon, have ended or are missing; none while the ends of all are far. */
export const endsToTell = (
  ends: readonly CertificateEnd[],
  week: string,
  now = new Date(),
): Ending[] =>
  ends.flatMap(({ spec: { host }, ends: end }) => {
    if (end === undefined)
      return [{ says: `certificates for ${host} are missing`, next: `./lab up ${week}` }];
    const days = Math.floor((end.getTime() - now.getTime()) / DAY_MS);
    if (days >= SOON_DAYS) return [];
    const when = end.toISOString().slice(0, 10);
    const what = days < 0 ? `ended on ${when}` : `end on ${when}, in ${days} days`;
    const next = `./lab certs renew --week ${week}`;
    return [{ says: `certificates for ${host} ${what}`, next }];
  });

/** The same of a lab that stands, by its state file; nothing is told of one whose file can't be read. */
export async function endingIn(week: Week): Promise<Ending[]> {
  const found = await deployed(week.id).catch(() => undefined);
  const step = week.steps.find(({ id }) => id === found?.step)?.id;
  if (step === undefined) return [];
  return endsToTell(await certificateEnds(stateAt(week, step), week.id), week.id);
}
