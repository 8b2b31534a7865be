import { describe, expect, it, jest } from "@jest/globals";
import { despiteLostPort } from "../../../app/run/taken-port.js";
import { ToolError } from "../../../lib/errors.js";
import type { Kubectl } from "../../../tools/kubectl.js";
import { noCluster } from "../../support/fake-kubectl.js";
import { listener } from "../../support/told.js";

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

const items = [
  { metadata: { name: "mine", namespace: "default" }, spec: { ports: [{ nodePort: 30_002 }] } },
  { metadata: { name: "other", namespace: "default" }, spec: {} },
];

const ways = (isHalfMade: boolean, services: readonly object[] = items.slice(1)) => {
  const { tell, lines: said } = listener();
  const clear = jest.fn(() => Promise.resolve());
  const stdout = JSON.stringify({ items: services });
  const kubectl: Kubectl = () => Promise.resolve({ stdout, stderr: "" });
  const clearing = isHalfMade ? clear : undefined;
  return { stack: "week1", clear: clearing, tell, said, cleared: clear, kubectl };
};

describe("an up that meets a node port which a cut run has left taken", () => {
  it("makes a half-made cluster again, and says so", async () => {
    const run = endings(taken, undefined);
    const half = ways(true);
    expect(await despiteLostPort(run, half)).toBe("well");
    expect(half.cleared).toHaveBeenCalledTimes(1);
    expect(half.said).toEqual([
      "Node port 30002 is taken by nobody since a run was cut; Kubernetes frees it after some ten minutes. The half-made cluster is made again.",
    ]);
  });

  it("takes nothing away where a lab stands, and says what can be done", async () => {
    const standing = ways(false);
    await expect(despiteLostPort(endings(taken), standing)).rejects.toMatchObject({
      code: "port-lost",
      exitCode: 1,
      next: "./lab status week1 shows what stands; then wait, or ./lab reset week1 makes it again in a new cluster",
    });
    expect(standing.cleared).not.toHaveBeenCalled();
  });

  it("counts it as taken where nobody answers who has it", async () => {
    const run = endings(taken, undefined);
    expect(await despiteLostPort(run, { ...ways(true), kubectl: noCluster })).toBe("well");
  });

  it("names a Service that has it, and takes nothing away for that", async () => {
    const half = ways(true, items);
    await expect(despiteLostPort(endings(taken), half)).rejects.toMatchObject({
      code: "port-taken",
      message: "Node port 30002, which week1 needs, is that of the Service default/mine.",
      next: 'eval "$(./lab env week1)"; kubectl delete service mine -n default; ./lab up week1',
    });
    expect(half.cleared).not.toHaveBeenCalled();
  });

  it("fails at once for any other reason", async () => {
    const run = endings(other);
    await expect(despiteLostPort(run, ways(true))).rejects.toBe(other);
    expect(run).toHaveBeenCalledTimes(1);
  });
});
