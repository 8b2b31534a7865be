import { describe, expect, it } from "@jest/globals";
import { meshGate } from "../../../components/commands/mesh-gate.js";
import { commandWorld, failed } from "../../support/command-world.js";

const pod = (...names: readonly string[]): string =>
  JSON.stringify({ spec: { containers: names.map((name) => ({ name })) } });

const RUN = "kubectl week1 run lab-gate";
const input = { stack: "week1" };

describe("the gate before the mesh", () => {
  it("opens when a pod that is made nowhere gets its sidecar", async () => {
    const { world, calls } = commandWorld({ [RUN]: pod("lab-gate", "istio-proxy") });
    await meshGate(world, input);
    expect(calls).toHaveLength(1);
    expect(calls[0]).toContain("--dry-run=server");
    expect(calls[0]).toContain("--labels sidecar.istio.io/inject=true");
    expect(calls[0]).toContain("--namespace default");
  });

  it("stays shut while the webhook refuses pods, or leaves them as they are", async () => {
    const answers = [failed("x509: unknown authority"), pod("lab-gate"), pod("istio-proxy")];
    const { world, calls } = commandWorld({ [RUN]: answers });
    await meshGate(world, input);
    expect(calls).toHaveLength(3);
  });

  it.each([
    [failed("x509: unknown authority"), "x509: unknown authority"],
    [pod("lab-gate"), "a pod that asks for a sidecar gets only the containers lab-gate"],
  ])("gives up after two minutes with what it saw last", async (answer, seen) => {
    const { world } = commandWorld({ [RUN]: answer });
    await expect(meshGate(world, input)).rejects.toMatchObject({
      code: "no-injection",
      message: `Istio's injection webhook did not answer within 120 s. Last seen: ${seen}`,
      next: "kubectl logs -n istio-system deploy/istiod",
    });
    expect(world.now()).toBeGreaterThan(120_000);
  });
});
