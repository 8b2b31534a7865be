import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { asProcesses } from "../../app/check/containers.js";
import { hostClient } from "../../checks/http-client.js";
import { checksAt } from "../../checks/result.js";
import { runChecks } from "../../checks/run.js";
import type { World } from "../../checks/seen.js";
import { labProcess, removeProcesses } from "../../components/provider/process.js";
import { processesIn } from "../../labs/contents.js";
import { stateAt, type StepId } from "../../labs/week.js";
import envoy from "../../labs/week2/1-envoy/chapter.js";
import { week2 } from "../../labs/week2/index.js";
import { exec } from "../../lib/exec.js";
import { kwok } from "../../targets/kwok.js";
import { ensureTools } from "../../tools/ensure.js";

/** The steps of week 2 before it has a cluster. */
const steps = week2.steps.slice(0, Object.keys(envoy.steps).length);

/** A stack that no lab has. */
const STACK = "envoy-by-hand";

/** All that the checks of this chapter need of a lab: nothing in it asks a cluster. */
const world: World = {
  ...({} as World),
  http: hostClient(),
  containers: asProcesses(hostClient(), exec),
};

/** Brings the processes to a step, as the engine would: what is declared otherwise is started again. */
async function goTo(step: StepId, before: StepId | undefined): Promise<void> {
  const running = before === undefined ? [] : processesIn(stateAt(week2, before));
  const unchanged = running.map((each) => JSON.stringify(each));
  for (const spec of processesIn(stateAt(week2, step)))
    if (!unchanged.includes(JSON.stringify(spec)))
      await labProcess.create({ stack: STACK, ...spec });
}

describe("Envoy by hand, without Docker", () => {
  beforeAll(async () => {
    await ensureTools(["envoy", "go-httpbin"]);
  });
  afterAll(() => removeProcesses(STACK));

  it.each(steps.map(({ id }, place) => [id, steps[place - 1]?.id] as const))(
    "does at step %s what its checks say, and all that still holds of before",
    async (step, before) => {
      await goTo(step, before);
      const results = await runChecks(checksAt(week2, step), {
        ...{ ...world, target: kwok, images: "official", book: undefined },
        onResult: () => undefined,
      });
      const bad = results.filter(({ outcome }) => outcome === "failed");
      expect(bad.map((result) => [result.check.says, "text" in result ? result.text : ""])).toEqual(
        [],
      );
      const notRun = results.filter(({ outcome }) => outcome === "not run");
      // what asks for Docker's images
      expect(notRun.every(({ step: of }) => of === "2.1")).toBe(true);
      if (step !== "2.1") expect(results.length).toBeGreaterThan(notRun.length);
    },
  );

  it("leaves nothing behind", async () => {
    await removeProcesses(STACK);
    await expect(hostClient()({ url: "http://127.0.0.1:15000/ready" })).rejects.toThrow();
  });
});
