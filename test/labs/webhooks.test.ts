import { describe, expect, it } from "@jest/globals";
import { isWrittenByIstiod } from "../../labs/webhooks.js";

describe("a field of a webhook", () => {
  it.each([
    ["webhooks[0].clientConfig.caBundle", true],
    ["webhooks[12].failurePolicy", true],
    ["webhooks[0].clientConfig.service.path", false],
    ["webhooks", false],
  ])("%s is istiod's: %s", (path, expected) => {
    expect(isWrittenByIstiod(path)).toBe(expected);
  });
});
