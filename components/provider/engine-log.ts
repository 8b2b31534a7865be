// the whole SDK would cost every run half a second; these parts are loaded by the plugin's server anyway
import * as log from "@pulumi/pulumi/log/index.js";
import { DependencyResource } from "@pulumi/pulumi/resource.js";
import { resetOptions } from "@pulumi/pulumi/runtime/settings.js";

/** Says something to the learner. @param urn the resource that it is about; undefined: none. */
export type Say = (line: string, urn?: string) => void;

/**
 * Speaks through the engine's log: what a plugin writes to standard error, the engine shows to nobody.
 * @param args the plugin's own arguments, one of which is the engine's address.
 */
export function engineLog(args: readonly string[]): Say {
  const address = args.find((arg) => /^[^/\s=]+:\d+$/.test(arg));
  if (address === undefined) return console.error;
  resetOptions("istio-lab", "", -1, address, "", false, "");
  return (line, urn) => {
    const about = urn === undefined ? undefined : new DependencyResource(urn);
    // a line that does not get through must not end the work that it tells of
    log.info(line, about).catch(() => undefined);
  };
}
