import { z } from "zod";
import type { Deployed } from "./checkpoint.js";

/** What the plugins keep of a cluster that comes from the stack's config. */
const made = z.object({
  apiServerPort: z.number().optional().catch(undefined),
  ports: z
    .array(z.object({ listenAddress: z.string() }))
    .optional()
    .catch(undefined),
  extraMounts: z
    .array(z.object({ hostPath: z.string() }))
    .optional()
    .catch(undefined),
});

/**
 * The config that a deployed lab was made with, as far as its state tells: for a stack whose config file is lost
 * while its cluster runs. Without it the next run would choose anew, and throw the standing cluster away.
 * Empty for a stack of which nothing is deployed.
 */
export function recoveredSettings(found: Deployed | undefined): Record<string, string> {
  if (found === undefined || found.target === "") return {};
  const { apiServerPort, ports, extraMounts } = made.parse(found.clusterInputs ?? {});
  const values: Record<string, string | undefined> = {
    target: found.target,
    step: found.step,
    images: found.images,
    cpuRequests: found.cpuRequests,
    memoryRequests: found.memoryRequests,
    istio: found.istio,
    reproduce: found.reproduce,
    apiServerPort:
      apiServerPort === undefined || apiServerPort === 0 ? undefined : `${apiServerPort}`,
    listenAddress: otherThan("127.0.0.1", ports?.[0]?.listenAddress),
    book: extraMounts?.[0]?.hostPath,
  };
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

const otherThan = (usual: string, value: string | undefined): string | undefined =>
  value === usual ? undefined : value;

/** In words: `target kwok, step 1.54`. */
export const inWords = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([key, value]) => `${key} ${value}`)
    .join(", ");
