import { describe, expect, it, jest } from "@jest/globals";
import { despiteTakenPort } from "../../cli/taken-port.js";
import { ToolError } from "../../lib/errors.js";
import { memoryOutput } from "../support/memory-output.js";

const taken = new ToolError(
  "deploy-failed",
  'up of week1 failed.\nService "grafana" is invalid: spec.ports[0].nodePort: Invalid value: 30002: provided port is already allocated',
);
const other = new ToolError("deploy-failed", "up of week1 failed.\nforbidden");

/** Runs that end like this, one after the other; undefined: well. */
const endings = (...errors: (Error | undefined)[]) =>
  jest.fn(() => {
    const error = errors.shift();
    return error === undefined ? Promise.resolve("well") : Promise.reject(error);
  });

describe("an up that meets a node port that is just being taken", () => {
  it("is run once more, and says so", async () => {
    const { output, said } = memoryOutput();
    const run = endings(taken, undefined);
    expect(await despiteTakenPort(run, output)).toBe("well");
    expect(said).toEqual(["Node port 30002 was being taken by a run that was cut; once more."]);
  });

  it.each([
    ["fails where another Service holds the port", [taken, taken], taken, 2],
    ["fails at once for any other reason", [other], other, 1],
  ] as const)("%s", async (_title, errors, expected, times) => {
    const run = endings(...errors);
    await expect(despiteTakenPort(run, memoryOutput().output)).rejects.toBe(expected);
    expect(run).toHaveBeenCalledTimes(times);
  });
});
