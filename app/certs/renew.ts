import { itemsOf } from "../../labs/contents.js";
import type { StepId, Week } from "../../labs/week.js";
import { stateAt } from "../../labs/week.js";
import { UsageError } from "../../lib/errors.js";
import { writeSettings } from "../../lib/settings.js";
import { bring } from "../bring/bring.js";
import { examined, plan } from "../bring/plan.js";
import type { Caller } from "../caller.js";
import { openLab, type Lab } from "../lab/lab.js";

/** @throws UsageError `no-certificates` for a lab that has none where it stands */
export function requireCertificates({
  week,
  standing,
  at,
}: Pick<Lab, "week" | "standing" | "at">): void {
  if (itemsOf(standing, "certificates").length > 0) return;
  const where = at === undefined ? week.id : `${week.id} at step ${at}`;
  const first = firstWithCertificates(week);
  throw new UsageError("no-certificates", `${where} has no certificates.`, {
    next: first === undefined ? "./lab weeks" : `./lab goto ${first} --week ${week.id}`,
  });
}

const firstWithCertificates = (week: Week): StepId | undefined =>
  week.steps.find(({ id }) => itemsOf(stateAt(week, id), "certificates").length > 0)?.id;

/**
 * Has all certificates of a lab made anew, with their authorities. The time is kept in the config, from which the
 * program takes it: an `up` that is cut goes on with it.
 * @throws what `bring` throws
 */
export async function renewCertificates(lab: Lab, caller: Caller, now = new Date()): Promise<void> {
  requireCertificates(lab);
  const { id } = lab.week;
  await writeSettings(id, { certsRenewed: now.toISOString() });
  const again = await openLab(lab.week, { tell: caller.tell, makes: true });
  await bring(await examined(await plan(again, caller)), caller);
}
