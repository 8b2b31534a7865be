import { podImages } from "../../labs/images.js";
import type { LabObject } from "../../labs/objects.js";

/** The images of a lab in the order in which they go into the node. */
export interface Batches {
  /** Those that something else waits for, or that stand idle for long. */
  readonly first: readonly string[];
  readonly rest: readonly string[];
}

/** All else in a mesh waits for it. */
const ISTIOD = "Deployment/istio-system/istiod";
/** From so many seconds on a pod is asked so late, or so seldom, whether it is ready that it should start early. */
const SLOW_S = 20;

interface Template {
  readonly spec?: {
    readonly containers?: readonly {
      readonly readinessProbe?: {
        readonly initialDelaySeconds?: number;
        readonly periodSeconds?: number;
      };
    }[];
  };
}

/**
 * Splits the images so that a lab is ready as early as it can be: istiod's come first, and with them those of
 * workloads that wait longer for their own readiness probe than for anything else (Kiali's comes every 30 s).
 */
export function batchesOf(images: readonly string[], objects: readonly LabObject[]): Batches {
  const early = objects.filter(({ key, object }) => {
    const { template } = (object["spec"] ?? {}) as { readonly template?: Template };
    return key === ISTIOD || (template !== undefined && isSlow(template));
  });
  const first = new Set(early.flatMap(({ object }) => podImages(object)));
  return {
    first: images.filter((image) => first.has(image)),
    rest: images.filter((image) => !first.has(image)),
  };
}

const isSlow = ({ spec }: Template): boolean =>
  (spec?.containers ?? []).some(({ readinessProbe }) => {
    if (readinessProbe === undefined) return false;
    // Kubernetes' own defaults
    const { initialDelaySeconds = 0, periodSeconds = 10 } = readinessProbe;
    return initialDelaySeconds + periodSeconds >= SLOW_S;
  });
