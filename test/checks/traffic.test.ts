import { describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { send, sentNowAndThen } from "../../checks/traffic.js";
import { answering, ok } from "../support/http-server.js";

const request = { url: "http://127.0.0.1:30000/items" };

describe("requests that a check sends", () => {
  it("are few at once", async () => {
    let open = 0;
    let most = 0;
    const answers = await send(40, request, async () => {
      open += 1;
      most = Math.max(most, open);
      await sleep(1);
      open -= 1;
      return ok();
    });
    expect(answers).toHaveLength(40);
    expect(most).toBe(4);
  });

  it("that it wants to see something of are sent with its first look, and again after 5 s", async () => {
    const { http, asked } = answering(ok());
    let ms = 0;
    const sent = sentNowAndThen({ ...request, requests: 7 }, http, () => ms);
    await sent();
    ms = 4_999;
    await sent();
    expect(asked).toHaveLength(7);
    ms = 5_000;
    await sent();
    expect(asked).toHaveLength(14);
  });

  it("are sent again when the first time was in vain", async () => {
    const { http, asked } = answering(new Error("ECONNREFUSED"), ok());
    const sent = sentNowAndThen({ ...request, requests: 1 }, http);
    await expect(sent()).rejects.toThrow("request 1 of 1 got no answer: ECONNREFUSED");
    await sent();
    expect(asked).toHaveLength(2);
  });

  it("are none where it wants none", async () => {
    const { http, asked } = answering(ok());
    await sentNowAndThen(undefined, http)();
    expect(asked).toEqual([]);
  });
});
