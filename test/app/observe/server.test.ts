import { describe, expect, it } from "@jest/globals";
import { serverOf } from "../../../app/observe/server.js";
import type { renderStates } from "../../../components/render/render.js";
import { objectsOf } from "../../../labs/objects.js";
import { week1 } from "../../../labs/week1/index.js";
import { parseConfig } from "../../../stacks/config.js";
import { fakeManifests } from "../../support/fake-manifests.js";

const render: typeof renderStates = (states, where) =>
  Promise.resolve(states.map((state) => objectsOf(state, fakeManifests, where)));

const at = (step: string, settings: Readonly<Record<string, string>> = {}) => ({
  week: week1,
  config: parseConfig("week1", { target: "kind", ...settings }),
  at: week1.steps.find(({ id }) => id === step)?.id,
  asked: week1.base,
});

describe("a server of a lab", () => {
  it("answers where its Service is published", async () => {
    expect((await serverOf(at("1.54"), "Prometheus", render)).at).toBe("http://127.0.0.1:30001");
    expect((await serverOf(at("1.54"), "Jaeger", render)).at).toBe("http://127.0.0.1:30004/jaeger");
  });

  it("answers on the address that the lab's ports listen on", async () => {
    const lab = at("1.54", { listenAddress: "192.168.1.2" });
    expect((await serverOf(lab, "Prometheus", render)).at).toBe("http://192.168.1.2:30001");
  });

  it("is no use where pods are simulated", async () => {
    const lab = at("1.54", { target: "kwok" });
    await expect(serverOf(lab, "Prometheus", render)).rejects.toMatchObject({ code: "no-metrics" });
    await expect(serverOf(lab, "Jaeger", render)).rejects.toMatchObject({ code: "no-traces" });
  });

  it("is not reached before its port is published, and the error names the step", async () => {
    await expect(serverOf(at("1.14"), "Prometheus", render)).rejects.toMatchObject({
      code: "not-published",
      message: "At step 1.14 no port of the host leads to Prometheus: at step 1.40 one does.",
      next: "./lab goto 1.40 --week week1",
    });
  });
});
