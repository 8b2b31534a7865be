import { messageOf } from "../../apps/simple-tls.js";
import { certificateFiles } from "../../certificates.js";
import type { CheckDraft } from "../../checks.js";
import { tls, type TlsRequest } from "../../step.js";
import { SNI_HOSTS, sniCertificates } from "../certificates.js";
import { sniTls } from "../calls.js";
import { sniService } from "../routing.js";

/** The call to a service that ends TLS itself. @param place from 0 */
export function sniCall(place: number): TlsRequest {
  const call = sniTls[place];
  if (call === undefined) throw new RangeError(`there is no call ${place}`);
  return call;
}

/** The service of a name answers, under its own certificate. */
export const answersByItsName = (place: number): CheckDraft => {
  const name = sniService(place);
  const certificates = sniCertificates[place];
  return {
    says: `By the name ${SNI_HOSTS[place] ?? ""} ${name} answers, under its own certificate`,
    probe: tls(sniCall(place), {
      body: `"body": "${messageOf(name)}"`,
      ...(certificates === undefined ? {} : { shows: certificateFiles(certificates).cert }),
    }),
    until: "the end",
    timeoutMs: 60_000,
    hint: `kubectl rollout restart -n istioinaction deploy/${name} has it read a new certificate.`,
  };
};
