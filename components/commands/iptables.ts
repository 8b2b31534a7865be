import { messageOf } from "../../lib/errors.js";
import type { Exec } from "../../lib/exec.js";

/** Whether a sidecar's traffic can be caught, and what iptables said when not. */
export type IptablesVerdict =
  { readonly works: true } | { readonly works: false; readonly why: string };

/** A container that does one thing, on a loaded machine, in ms. */
const TIMEOUT_MS = 30_000;

/** The rule that istio-init sets, in a network of the container's own. */
const RULE = [
  ...["--wait", "--table", "nat", "--append", "OUTPUT", "--protocol", "tcp"],
  ...["--match", "owner", "--uid-owner", "1337", "--jump", "REDIRECT", "--to-ports", "15001"],
];

/**
 * Tries with the proxy's own image whether the engine's kernel has what istio-init needs: Istio before 1.30 sets its
 * rules with iptables' old tables, which a kernel from 6.17 on may be built without (CONFIG_NETFILTER_XTABLES_LEGACY;
 * istio#57380).
 * @param image of istio-init; it is not pulled for this.
 * @returns undefined where it can't be told, as when the image is not there yet.
 */
export async function tryIptables(exec: Exec, image: string): Promise<IptablesVerdict | undefined> {
  const args = [
    ...["run", "--rm", "--pull", "never", "--network", "none", "--user", "0"],
    ...["--cap-add", "NET_ADMIN", "--cap-add", "NET_RAW", "--entrypoint", "iptables", image],
  ];
  return exec("docker", [...args, ...RULE], { timeoutMs: TIMEOUT_MS }).then(
    () => ({ works: true }),
    (error: unknown) => verdictOf(messageOf(error)),
  );
}

/** What iptables says where the kernel lacks something. */
const LACKS =
  /can't initialize iptables table|table does not exist|no chain\/target\/match by that name|protocol not available|rule_append failed/i;
/** What it says where it was not allowed to ask. */
const FORBIDDEN = /permission denied|must be root|operation not permitted/i;

function verdictOf(said: string): IptablesVerdict | undefined {
  if (FORBIDDEN.test(said)) return undefined;
  const line = said.split("\n").find((each) => LACKS.test(each));
  return line === undefined ? undefined : { works: false, why: line.trim() };
}
