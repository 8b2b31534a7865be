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
      next: `eval "$(./lab env week1)" && kubectl logs -n istio-system deploy/istiod`,
    });
    expect(world.now()).toBeGreaterThanOrEqual(120_000);
  });
});

describe("the kernel behind the mesh", () => {
  const image = "docker.io/istio/proxyv2:1.17.8";
  const injected = JSON.stringify({
    spec: {
      initContainers: [{ name: "istio-init", image }],
      containers: [{ name: "lab-gate" }, { name: "istio-proxy" }],
    },
  });
  const TRY = "docker run --rm --pull never";
  const lacks = failed(
    "iptables v1.8.7 (legacy): can't initialize iptables table `nat': Table does not exist (do you need to insmod?)\nPerhaps iptables or your kernel needs to be upgraded.",
  );
  const answers = { [RUN]: injected, "kubectl week1 get nodes": "myk8s-control-plane" };

  it("is tried with the proxy's own image, in a network of its own", async () => {
    const { world, calls } = commandWorld(answers);
    await meshGate(world, input);
    const tried = calls.filter((call) => call.startsWith(TRY));
    expect(tried).toHaveLength(1);
    expect(tried[0]).toContain("--network none");
    expect(tried[0]).toContain(`--entrypoint iptables ${image} --wait --table nat --append OUTPUT`);
  });

  it("gets its modules loaded by the node where they are not", async () => {
    const { world, calls } = commandWorld({ ...answers, [TRY]: [lacks, ""] });
    await meshGate(world, input);
    expect(calls).toContain(
      "docker exec myk8s-control-plane modprobe -a ip_tables iptable_nat iptable_mangle",
    );
  });

  it("that lacks the old tables stops the mesh, and is named with what helps", async () => {
    const { world } = commandWorld({
      ...answers,
      [TRY]: lacks,
      "docker exec": failed("modprobe: FATAL: Module ip_tables not found"),
      "docker info": "6.17.0-generic\n",
    });
    await expect(meshGate(world, input)).rejects.toMatchObject({
      code: "no-iptables",
      message:
        "Sidecars can't start on the kernel 6.17.0-generic of this Docker engine: Istio needs iptables' old tables, which it lacks (iptables v1.8.7 (legacy): can't initialize iptables table `nat': Table does not exist (do you need to insmod?)).",
      next: "sudo modprobe -a ip_tables iptable_nat iptable_mangle (on the engine's machine), then ./lab up week1; where there are no such modules: ./lab down week1, then ./lab up week1 --target kwok, without traffic",
    });
  });

  it.each([
    "No such image: docker.io/istio/proxyv2:1.17.8",
    "iptables v1.8.7 (legacy): can't initialize iptables table `nat': Permission denied (you must be root)",
    "unshare failed: Operation not permitted",
    "Cannot connect to the Docker daemon",
  ])("that can't be asked stops nothing: %s", async (why) => {
    const { world } = commandWorld({ ...answers, [TRY]: failed(why) });
    await expect(meshGate(world, input)).resolves.toBeUndefined();
  });

  it("is not asked where no init container sets rules, as with Istio's CNI plugin", async () => {
    const { world, calls } = commandWorld({ [RUN]: pod("lab-gate", "istio-proxy") });
    await meshGate(world, input);
    expect(calls.filter((call) => call.startsWith("docker"))).toEqual([]);
  });
});
