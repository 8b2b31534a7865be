import { formatted } from "../../labs/dashboards/units.js";
import type { Call } from "../../checks/calls/graph.js";
import { percent } from "../../checks/text.js";

/** Whether some of the calls went wrong. */
export const isBad = ({ errors }: Call): boolean => errors > 0;

/** How much is called: `6.6 req/s`, `5.55 kB/s`. */
export const rateOf = ({ protocol, rate }: Call): string =>
  formatted(rate, { unit: protocol === "tcp" ? "Bps" : "reqps", decimals: undefined });

/** Which share of it went wrong: `8.1%`; nothing of TCP, which tells none. */
export const errorsOf = ({ protocol, rate, errors }: Call): string =>
  protocol === "tcp" ? "" : formatted(errors / rate, { unit: "percentunit", decimals: undefined });

/** Whether it goes by mutual TLS: `yes`, `no`, a share, or `unknown` where nobody told. */
export function mtlsOf({ mtls }: Call): string {
  if (mtls === undefined) return "unknown";
  return mtls === 1 ? "yes" : mtls === 0 ? "no" : percent(mtls);
}

/** A call in two short lines, for a picture. */
export function inWords(call: Call): readonly string[] {
  const secure = { yes: "mutual TLS", no: "no TLS", unknown: "" }[mtlsOf(call)];
  const protocol = secure === undefined ? `${mtlsOf(call)} mutual TLS` : secure;
  const wrong = isBad(call) ? `, ${errorsOf(call)} errors` : "";
  return [
    `${rateOf(call)}${wrong}`,
    [call.protocol, protocol].filter((word) => word !== "").join(", "),
  ];
}
