import { expect, it } from "@jest/globals";
import { webhooks } from "../../../checks/health/webhooks.js";
import { liveObject, snapshot } from "../../support/fake-live.js";

const hook = (clientConfig: object) =>
  liveObject(
    ...(["admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration"] as const),
    { name: "istio-sidecar-injector" },
    { webhooks: [{ clientConfig }] },
  );
const found = (live: ReturnType<typeof hook>): string[] =>
  webhooks(snapshot([live], [live])).map(({ says }) => says);

it("a webhook that has no CA is told: the API server can't call it", () => {
  const says =
    "MutatingWebhookConfiguration istio-sidecar-injector has no CA of istiod, so the API server can't call it";
  expect(found(hook({ service: {} }))).toEqual([says]);
  expect(found(hook({ service: {}, caBundle: "" }))).toEqual([says]);
});

it("a webhook is right with its CA, or when it is no Service's, or not the lab's", () => {
  expect(found(hook({ service: {}, caBundle: "LS0t" }))).toEqual([]);
  expect(found(hook({ url: "https://example.com" }))).toEqual([]);
  expect(webhooks(snapshot([], [hook({ service: {} })]))).toEqual([]);
});
