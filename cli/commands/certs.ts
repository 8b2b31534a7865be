import { certificateEnds } from "../../app/certs/ends.js";
import { renewCertificates, requireCertificates } from "../../app/certs/renew.js";
import { openLab } from "../../app/lab/lab.js";
import { exclusively } from "../../app/stack/lock.js";
import { weekMeant } from "../../app/stack/session.js";
import { certificatesDir } from "../../lib/paths.js";
import { callerAt } from "../caller.js";
import { confirm } from "../terminal/ask.js";
import { printJson, printTable, type Output } from "../terminal/output.js";

interface Flags {
  readonly week?: string;
  readonly json?: boolean;
}

/** `lab certs`: the certificates of a lab, and when they end. @throws UsageError `not-up`, `no-certificates` */
export async function certsList(flags: Flags, output: Output): Promise<void> {
  const lab = await openLab(await weekMeant(flags.week), { mustStand: true });
  requireCertificates(lab);
  const ends = await certificateEnds(lab.standing, lab.week.id);
  const folder = certificatesDir(lab.week.id);
  if (flags.json === true) {
    printJson(
      output,
      ends.map(({ spec: { host, folder: below }, ends: end }) => ({
        ...{ host, folder: `${folder}/${below}` },
        ends: end?.toISOString() ?? null,
      })),
    );
    return;
  }
  output.print(folder);
  printTable(
    output,
    ends.map(({ spec: { host, folder: below }, ends: end }) => [
      ...["", below, host],
      end === undefined
        ? "missing: ./lab up writes them again"
        : `until ${end.toISOString().slice(0, 10)}`,
    ]),
  );
}

/** `lab certs renew`: makes all of them anew. @throws UsageError `not-up`, `no-certificates`, `declined` */
export async function certsRenew(
  { week: id, yes }: Flags & { readonly yes: boolean },
  output: Output,
): Promise<void> {
  const week = await weekMeant(id);
  const caller = callerAt(output, yes);
  await exclusively(week.id, caller.tell, async () => {
    const lab = await openLab(week, { tell: caller.tell, mustStand: true, makes: true });
    requireCertificates(lab);
    await confirm(`Make all certificates of ${week.id} anew, and their authorities?`, yes);
    await renewCertificates(lab, caller);
    output.print(
      "The gateway has them at once. Pods that read a certificate at their start keep the",
    );
    output.print("old one: kubectl rollout restart -n istioinaction deploy");
  });
}
