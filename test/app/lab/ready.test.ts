import { describe, expect, it } from "@jest/globals";
import type { Lab } from "../../../app/lab/lab.js";
import { requireEngine } from "../../../app/lab/ready.js";
import { nothing } from "../../../labs/state.js";
import { week1 } from "../../../labs/week1/index.js";
import { ToolError } from "../../../lib/errors.js";
import { parseConfig } from "../../../stacks/config.js";

const labOn = (target: string): Lab => ({
  week: week1,
  config: parseConfig("week1", { target }),
  deployed: undefined,
  cluster: undefined,
  ...{ standing: nothing, at: undefined, asked: week1.base },
});

const failing = (message: string, cause: object) => () =>
  Promise.reject(new ToolError("command-failed", message, { cause }));

describe("before a lab is changed", () => {
  it.each([
    [
      "is stopped",
      failing("exit code 1\nCannot connect to the Docker daemon", {}),
      { code: "docker-no-answer", message: /^Docker does not answer: Cannot connect/ },
    ],
    [
      "is not installed",
      failing("spawn docker ENOENT", { code: "ENOENT" }),
      { code: "docker-missing", message: /none is on PATH/ },
    ],
  ])(
    "a Docker that %s is an error on kind, before anything that takes longer",
    async (_how, run, error) => {
      await expect(requireEngine(labOn("kind"), run)).rejects.toMatchObject({
        code: error.code,
        message: expect.stringMatching(error.message) as unknown,
      });
    },
  );

  it("nothing is asked of Docker on kwok", async () => {
    await expect(requireEngine(labOn("kwok"), failing("asked", {}))).resolves.toBeUndefined();
  });
});
