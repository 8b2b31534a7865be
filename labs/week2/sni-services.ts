import { simpleTls } from "../apps/simple-tls.js";
import { certify, all, apply, type Patch } from "../state.js";
import { sniCertificates } from "./certificates.js";
import { sniEntries, sniService } from "./routing.js";

/** The variables that the two files of the book do not have alike. */
const ENV: readonly Readonly<Record<string, string>>[] = [{ SERVER_TYPE: "http" }, {}];

/** A service that ends TLS itself, its certificates, and the way to it by its name. @param place from 0 */
export function sniHost(place: number): Patch {
  const certificates = sniCertificates[place];
  const entry = sniEntries[place];
  if (certificates === undefined || entry === undefined)
    throw new RangeError(`there is no service ${place} for a name in the greeting`);
  const name = sniService(place);
  return all(
    certify(certificates),
    apply("simple-tls", ...simpleTls({ name, certificates, env: ENV[place] ?? {} })),
    apply("routing", entry),
  );
}
