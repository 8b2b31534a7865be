import { describe, expect, it, jest } from "@jest/globals";
import { despiteAwayWebhook } from "../../../app/run/webhook-away.js";
import { ToolError } from "../../../lib/errors.js";
import { listener } from "../../support/told.js";

const away = new ToolError(
  "deploy-failed",
  'up of week4 failed.\n* Internal error occurred: failed calling webhook "rev.validation.istio.io": failed to call webhook: Post "https://istiod.istio-system.svc:443/validate?timeout=10s": dial tcp 10.200.1.251:443: connect: connection refused',
);
const other = new ToolError(
  "deploy-failed",
  'admission webhook "rev.validation.istio.io" denied the request: unknown field',
);

/** Runs that end like this, one after the other; undefined: well. */
const endings = (...errors: (Error | undefined)[]) =>
  jest.fn(() => {
    const error = errors.shift();
    return error === undefined ? Promise.resolve("well") : Promise.reject(error);
  });

const ways = () => {
  const { tell, lines: said } = listener();
  return { tell, said, pause: jest.fn(() => Promise.resolve()) };
};

describe("an up whose webhook is away for a moment", () => {
  it("goes on, and says so", async () => {
    const run = endings(away, undefined);
    const { said, ...given } = ways();
    await expect(despiteAwayWebhook(run, given)).resolves.toBe("well");
    expect(run).toHaveBeenCalledTimes(2);
    expect(given.pause).toHaveBeenCalledTimes(1);
    expect(said).toEqual([
      "The webhook rev.validation.istio.io did not answer for a moment; going on.",
    ]);
  });

  it("ends with that error where it stays away", async () => {
    const run = endings(away, away, away, undefined);
    await expect(despiteAwayWebhook(run, ways())).rejects.toBe(away);
    expect(run).toHaveBeenCalledTimes(3);
  });

  it("is not begun again where the webhook says no", async () => {
    const run = endings(other, undefined);
    await expect(despiteAwayWebhook(run, ways())).rejects.toBe(other);
    expect(run).toHaveBeenCalledTimes(1);
  });
});
