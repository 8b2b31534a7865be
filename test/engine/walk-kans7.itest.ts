import { afterAll, beforeAll, describe, it } from "@jest/globals";
import { kans7 } from "../../labs/kans7/index.js";
import { BUILD_LIMIT_MS } from "../support/build-limit.js";
import { pairsOf, startWalk, type Walk } from "../support/walk.js";

/** Every step of KANS week 7 on its own Istio and Kubernetes, forward with all checks and back to the start. */
describe("a walk through KANS week 7", () => {
  let walk: Walk;

  beforeAll(async () => {
    walk = await startWalk(kans7);
  }, BUILD_LIMIT_MS);

  afterAll(async () => {
    await walk[Symbol.asyncDispose]();
  });

  it("passes all checks of objects from 7.1 to 7.9", () => walk.check("7.1", "7.9"));

  it.each([...pairsOf(kans7)].reverse())("prev to %s from %s", (to, from) =>
    walk.go("prev", from, to),
  );

  it.each(pairsOf(kans7))("next from %s to %s", (from, to) => walk.go("next", from, to));
});
