import { describe, expect, it } from "@jest/globals";
import { judgeContainer, judgeRefusal } from "../../checks/container-probe.js";
import { judgeCounters } from "../../checks/counters-probe.js";
import type { HttpClient } from "../../checks/http-client.js";
import { answers, counts, refuses } from "../../labs/container-probes.js";
import { absent } from "../../labs/tree.js";
import { httpbin } from "../support/clusterless.js";
import { answering, failed, ok } from "../support/http-server.js";

const url = "http://proxy:15001/headers";

describe("a request to a container", () => {
  it("holds with the status, the body and the fields that are wanted", async () => {
    const { http } = answering(ok('{"headers":{"Host":["httpbin"]}}'));
    const json = { headers: { Host: ["httpbin"], Other: absent } };
    expect(await judgeContainer(answers({ url }, { json, body: "httpbin" }), http)).toBeUndefined();
    const error = answering(failed("upstream request timeout")).http;
    expect(
      await judgeContainer(answers({ url }, { status: 500, body: "^upstream" }), error),
    ).toBeUndefined();
  });

  it.each([
    [failed("no"), '500 "no", wanted 200'],
    [ok("text"), 'what is no JSON: "text"'],
    [ok('{"a":1}'), "JSON whose a is 1, wanted 2"],
    [new Error("refused"), "got no answer: refused"],
  ])("fails with what was seen: %#", async (answer, text) => {
    const wrong = await judgeContainer(
      answers({ url }, { json: { a: 2 } }),
      answering(answer).http,
    );
    expect(wrong?.text).toContain(text);
  });

  it("puts back what it changed, also when it fails", async () => {
    const undo = { url: `${url}?http=info`, method: "POST" } as const;
    const { http, asked } = answering(failed("no"), ok());
    await judgeContainer(answers({ url, method: "POST" }, { undo }), http);
    expect(asked.at(-1)).toEqual(undo);
  });
});

describe("a container that must end with an error", () => {
  const probe = refuses(httpbin, "At least one of");

  it("holds when it ends so, and says so", async () => {
    const run = () => Promise.reject(new Error("exit code 1\nAt least one of --config-path"));
    expect(await judgeRefusal(probe, run)).toBeUndefined();
  });

  it("fails when it ends well, or says something else", async () => {
    expect((await judgeRefusal(probe, () => Promise.resolve({})))?.text).toBe("httpbin ended well");
    const other = await judgeRefusal(probe, () => Promise.reject(new Error("no such image")));
    expect(other).toMatchObject({ seen: "no such image", wanted: "a text like /At least one of/" });
  });
});

describe("the counters of an Envoy", () => {
  const probe = counts("http://proxy:15000", { "cluster.a.retry": 3 }, { url });

  /** An Envoy whose counter has grown by so much when it is asked the second time. */
  const envoy = (by: number, before = "cluster.a.retry: 6\n"): HttpClient => {
    let sent = 0;
    return (request) => {
      if (request.url === url) sent += 1;
      const text = sent === 0 ? before : `cluster.a.retry: ${6 + by}\nother: No recorded values`;
      return Promise.resolve(ok(text));
    };
  };

  it("are asked before and after: what they held does not count", async () => {
    expect(await judgeCounters(probe, envoy(3))).toEqual({
      holds: true,
      text: "cluster.a.retry grew by 3",
    });
  });

  it.each([0, 2, 4])("fail when they grow by %d", async (by) => {
    const seen = await judgeCounters(probe, envoy(by));
    expect(seen).toMatchObject({
      holds: false,
      text: `cluster.a.retry grew by ${by}, wanted by 3`,
    });
  });

  it("begin at zero where they are not listed yet", async () => {
    expect(await judgeCounters(probe, envoy(-3, ""))).toMatchObject({ holds: true });
  });

  it("can't be asked where the admin API does not answer", async () => {
    await expect(judgeCounters(probe, answering(failed("no")).http)).rejects.toThrow(
      'http://proxy:15000/stats answered 500 "no"',
    );
  });
});
