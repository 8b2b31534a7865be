import { tryIptables, type IptablesVerdict } from "../../components/commands/iptables.js";
import { exec } from "../../lib/exec.js";
import { studied } from "../../tools/pins.js";
import type { Row } from "./row.js";

/**
 * Whether the engine's kernel has what sidecars need. Where it lacks it, every pod of the mesh ends in istio-init.
 * @param ask undefined where it can't be told, as before the proxy's image was pulled; then there is no row.
 */
export async function iptablesRow(ask = askDocker): Promise<Row | undefined> {
  const verdict = await ask();
  if (verdict === undefined) return undefined;
  if (verdict.works) {
    return { what: "iptables", verdict: "ok", detail: "the kernel can catch a sidecar's traffic" };
  }
  return {
    what: "iptables",
    verdict: "bad",
    detail: `Istio needs iptables' old tables, which the engine's kernel lacks: ${verdict.why}`,
    next: "sudo modprobe -a ip_tables iptable_nat iptable_mangle (on the engine's machine); where there are no such modules, another kernel",
  };
}

const askDocker = (): Promise<IptablesVerdict | undefined> =>
  tryIptables(exec, `docker.io/istio/proxyv2:${studied.istio}`);
