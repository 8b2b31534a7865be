import type { CommandProbe } from "../../probe-kinds.js";
import { allOf, onHost } from "../../step.js";

const COMMAND = ["istioctl", "proxy-config", "secret", "deploy/istio-ingressgateway.istio-system"];

/** A certificate that the gateway got from a Secret. @param kind `CA` for one by which it knows clients */
const row = (name: string, kind: "Cert Chain" | "CA"): string =>
  `^kubernetes://${name}\\s+${kind}\\s+ACTIVE\\s+true\\s`;

/** The gateway has the certificates of these Secrets, all active. @param authorities those that it knows clients by */
export const hasSecrets = (
  names: readonly string[],
  authorities: readonly string[] = [],
): CommandProbe =>
  onHost(COMMAND, {
    matches: allOf(
      ...names.map((name) => row(name, "Cert Chain")),
      ...authorities.map((name) => row(name, "CA")),
    ),
  });

/** It has none of a Secret. */
export const lacksSecret = (name: string): CommandProbe =>
  onHost(COMMAND, { lacks: `^kubernetes://${name}\\s` });
