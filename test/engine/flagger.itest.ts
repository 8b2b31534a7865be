import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { NAMESPACE } from "../../labs/apps/app.js";
import { checkout, succeed, type Checkout } from "../support/checkout.js";
import { flaggerIsGone, MADE_BY_FLAGGER, playFlagger } from "../support/flagger.js";
import { identities, liveUnder } from "../support/live.js";
import { expectWell } from "../support/well.js";

const CATALOG = `Deployment/${NAMESPACE}/catalog`;
const CANARY = `Canary/${NAMESPACE}/catalog-release`;
const ALL = [CATALOG, CANARY, ...MADE_BY_FLAGGER];

/** One lab through the steps with Flagger, in order: each test stands on the one before. */
describe("what Flagger makes and changes", () => {
  let lab: Checkout;

  beforeAll(async () => {
    lab = await checkout("no docker", "week3");
    succeed(await lab.lab("up", "week3", "--step", "3.19", "--yes"));
    await playFlagger(lab);
  });

  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
  });

  const goTo = async (step: string) => succeed(await lab.lab("goto", step, "--yes"));

  it("is no drift", async () => {
    await expectWell(lab);
  });

  it("is left as it is when the lab is brought up again", async () => {
    const before = await identities(lab, ALL);
    const { stdout } = succeed(await lab.lab("up", "week3", "--yes"));
    expect(stdout).toMatch(/\nNo changes\.\nweek3 stands at step 3\.19 \(\d+ unchanged, /);
    expect(await identities(lab, ALL)).toEqual(before);
  });

  it("is left as it is when the new version is deployed: catalog keeps its number of pods", async () => {
    const before = await identities(lab, MADE_BY_FLAGGER);
    await goTo("3.20");
    const catalog = (await liveUnder(lab, [CATALOG])).get(CATALOG);
    expect(catalog).toMatchObject({ spec: { replicas: 0 } });
    expect(await identities(lab, MADE_BY_FLAGGER)).toEqual(before);
  });

  it("is gone after the step that removes Flagger", async () => {
    await goTo("3.21");
    succeed(await lab.lab("check", "3.21"));
    await flaggerIsGone(lab);
    expect([...(await liveUnder(lab, ALL)).keys()]).toEqual([]);
  });

  it("takes nothing of step 3.22 with it when the lab jumps there", async () => {
    await goTo("3.19");
    await playFlagger(lab);
    await goTo("3.22");
    await flaggerIsGone(lab);
    await expectWell(lab);
  });
});
