import { describe, expect, it } from "@jest/globals";
import type { Answer } from "../../checks/http-client.js";
import { judgeHttp, titleOf } from "../../checks/http-probe.js";
import { get } from "../../labs/probes.js";
import { answering, failed, ok } from "../support/http-server.js";

const URL = "http://127.0.0.1:30000/items";
type Wanted = Parameters<typeof get>[1];

const judge = (answer: Answer | Error, wanted: Wanted = {}): Promise<string | undefined> =>
  judgeHttp(get(URL, wanted), answering(answer).http).then((wrong) => wrong?.text);

describe("a request's check", () => {
  it.each<[string, Answer, Wanted]>([
    ["the status is right", ok(), {}],
    ["a line of the body matches", ok('[\n  "id": 1\n]'), { body: '^\\s*"id": 1$' }],
    ["the JSON is equal, in any order of keys", ok('{"b":[1],"a":2}'), { json: { a: 2, b: [1] } }],
  ])("passes when %s", async (_title, answer, wanted) => {
    expect(await judge(answer, wanted)).toBeUndefined();
  });

  it.each<[string, Answer | Error, Wanted, string]>([
    [
      "another status",
      failed("error calling\n  Catalog service"),
      {},
      'answered 500 "error calling Catalog service", wanted 200',
    ],
    ["another body", ok("v1"), { body: "^v2$" }, 'answered 200 "v1", wanted a text like /^v2$/'],
    [
      "another value",
      ok('[{"id":1,"price":"1.00"}]'),
      { json: [{ id: 1, price: "282.00" }] },
      'answered JSON whose [0].price is "1.00", wanted "282.00"',
    ],
    [
      "one more field",
      ok('[{"id":1,"imageUrl":"x"}]'),
      { json: [{ id: 1 }] },
      'answered JSON whose [0].imageUrl is "x", wanted missing',
    ],
    ["a whole that differs", ok("[]"), { json: "x" }, 'answered JSON that is [], wanted "x"'],
    ["no JSON", ok("<html>"), { json: [] }, 'answered what is no JSON: "<html>"'],
    ["no answer", new Error("ECONNREFUSED"), {}, "got no answer: ECONNREFUSED"],
  ])("says what is seen at %s", async (_title, answer, wanted, expected) => {
    expect(await judge(answer, wanted)).toBe(`GET ${URL} ${expected}`);
  });

  it("shows the beginning of a long answer", async () => {
    const seen = await judge(failed("x".repeat(5_000)));
    expect(seen?.length).toBeLessThan(400);
    expect(seen).toContain("x…");
  });

  it.each<[string, Answer | Error, Wanted, string, string]>([
    ["a status", failed('{"message":\n"boom"}'), {}, '500 {"message": "boom"}', "200"],
    ["a body", ok("v1"), { body: "^v2$" }, "200 v1", "a text like /^v2$/"],
    ["a field", ok('[{"id":1}]'), { json: [{ id: 2 }] }, "[0].id: 1", "[0].id: 2"],
    ["no JSON", ok("<html>"), { json: [] }, "no JSON: <html>", "JSON"],
    [
      "no answer",
      new Error("ECONNREFUSED"),
      {},
      "no answer: ECONNREFUSED",
      `an answer to GET ${URL}`,
    ],
  ])("is two short lines for %s", async (_title, answer, wanted, seen, short) => {
    const wrong = await judgeHttp(get(URL, wanted), answering(answer).http);
    expect(wrong).toMatchObject({ seen, wanted: short });
  });

  it("keeps a long answer for those who ask, and shows its beginning in a line", async () => {
    const body = `{\n  "lines": "${"x".repeat(5_000)}"\n}`;
    const wrong = await judgeHttp(get(URL), answering(failed(body)).http);
    expect(wrong?.seen.length).toBeLessThan(90);
    expect(wrong?.whole).toBe(body);
  });

  it("names what else was sent", () => {
    const request = { url: URL, method: "HEAD", headers: { Host: "a.io" }, sni: "b.io" } as const;
    expect(titleOf(request)).toBe(`HEAD ${URL} with Host: a.io, SNI b.io`);
  });
});
