import { describe, expect, it } from "@jest/globals";
import { waitUntilGone } from "../../../app/bring/stopover.js";
import type { KubeObject } from "../../../labs/kube.js";
import { fakeKubectl } from "../../support/fake-kubectl.js";
import { kubeObject } from "../../support/fake-manifests.js";

const stopover = {
  owner: "Canary/shop/release",
  owned: ["Service/shop/catalog"],
  via: "3.21",
} as const;
const service = kubeObject("v1", "Service", { name: "catalog", namespace: "shop" });

describe("at a stopover", () => {
  it("the lab waits until Kubernetes has deleted what is in its way", async () => {
    const live: KubeObject[] = [service];
    let pauses = 0;
    await waitUntilGone(
      "week3",
      stopover,
      fakeKubectl(() => live),
      () => {
        pauses += 1;
        if (pauses === 3) live.pop();
        return Promise.resolve();
      },
    );
    expect(pauses).toBe(3);
  });

  it("it does not wait where that is gone already", async () => {
    let pauses = 0;
    const kubectl = fakeKubectl(() => []);
    await waitUntilGone("week3", stopover, kubectl, () => Promise.resolve((pauses += 1)));
    expect(pauses).toBe(0);
  });

  it("it ends with what is left after a minute", async () => {
    let ms = 0;
    const kubectl = fakeKubectl(() => [service]);
    const pause = (pauseMs: number) => Promise.resolve((ms += pauseMs));
    const waiting = waitUntilGone("week3", stopover, kubectl, pause);
    await expect(waiting).rejects.toMatchObject({
      code: "not-gone",
      message:
        "Canary shop/release is deleted, and a minute later what was made for it is still there: Service shop/catalog.",
      next: 'eval "$(./lab env week3)"; kubectl delete service catalog -n shop; ./lab goto 3.21 --week week3',
    });
    expect(ms).toBe(60_000);
  });
});
