import { afterAll, beforeAll, describe, it } from "@jest/globals";
import { week3 } from "../../labs/week3/index.js";
import { onIstio } from "../../stacks/on-istio.js";
import { BUILD_LIMIT_MS } from "../support/build-limit.js";
import { startWalk, stretchesOf, type Walk } from "../support/walk.js";

const ISTIO = "1.23.2";

/** Steps that one `lab check --through` goes. */
const STRETCH = 11;

/** Week 3 as it stands with the config key `istio`: another Istio, and the Kubernetes that it asks for. */
describe(`a walk through week 3 on Istio ${ISTIO}`, () => {
  const week = onIstio(week3, ISTIO);
  let walk: Walk;

  beforeAll(async () => {
    walk = await startWalk(week, { istio: ISTIO });
  }, BUILD_LIMIT_MS);

  afterAll(async () => {
    await walk[Symbol.asyncDispose]();
  });

  it.each(stretchesOf(week, STRETCH))("passes all checks of objects from %s to %s", (from, to) =>
    walk.check(from, to),
  );
});
