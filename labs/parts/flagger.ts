import type { KubeObject } from "../kube.js";
import { definePart } from "./part.js";

/** 0 definitions, account, rights · 1 Flagger · 2 what it watches. */
function stageOf({ kind }: KubeObject): number {
  if (kind === "Deployment") return 1;
  return kind === "Canary" ? 2 : 0;
}

/**
 * Flagger, which releases new versions by itself, and the objects that tell it what to watch. It reads Istio's kinds,
 * and ends at once where its definitions or its rights are missing; a Canary needs its definition.
 */
export const flagger = definePart({
  name: "flagger",
  token: "istio-lab:istio:Flagger",
  after: ["istio"],
  stages: { of: stageOf },
  hasDefinitions: true,
});
