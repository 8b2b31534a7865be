import { existsSync } from "node:fs";
import { join } from "node:path";
import { stackDir } from "../../lib/paths.js";
import type { KwokInputs } from "./kwok-config.js";

/** kwokctl's configuration, by its name in the stack's folder. */
export const CONFIG_FILE = "kwokctl.yaml";

/**
 * Each creation has a folder of its own, named by its id. The kubeconfig of an earlier one points to keys that
 * are gone, so that what is left of it in the state can never reach, and delete from, the cluster of today.
 */
export const workDir = (stack: string, id: string): string => join(stackDir(stack), id);

/**
 * Where kwokctl keeps a cluster: in `.kwok` of its home, which is the creation's folder. The variable KWOK_WORKDIR
 * would name another place, but kwokctl reads it to the first blank only and makes the cluster somewhere else
 * (kwok 0.8.0, pkg/utils/format: `fmt.Sscan`).
 */
export const clusterDir = ({ stack, name }: KwokInputs, id: string): string =>
  join(workDir(stack, id), ".kwok", "clusters", name);

/** Whether the files of a cluster are there: in the place of today, or in that of older labs. */
export const hasFiles = (inputs: KwokInputs, id: string): boolean =>
  existsSync(clusterDir(inputs, id)) ||
  existsSync(join(workDir(inputs.stack, id), "clusters", inputs.name));
