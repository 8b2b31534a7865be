import { describe, expect, it } from "@jest/globals";
import { traceLook } from "../../checks/trace-probe.js";
import { forcedTrace, type TraceProbe } from "../../labs/telemetry-probes.js";
import { answering, ok } from "../support/http-server.js";
import { fakeJaeger, storeTrace } from "../support/jaeger.js";

const AT = "http://127.0.0.1:30004/jaeger";
const request = {
  url: "http://127.0.0.1:30000/api/catalog",
  headers: { Host: "webapp.istioinaction.io" },
};
const probe = (wanted: Partial<TraceProbe> = {}): TraceProbe =>
  forcedTrace(AT, request, { spans: ["istio-ingressgateway", "catalog"], ...wanted });

const seen =
  "3 spans of istio-ingressgateway.istio-system, webapp.istioinaction, catalog.istioinaction";
const withoutWebapp = { ...storeTrace, spans: storeTrace.spans.filter(({ id }) => id !== "b") };

describe("a check of a forced trace", () => {
  it("sends one request that is traced in any case, and finds its trace by its ID", async () => {
    const { http, asked } = fakeJaeger([storeTrace]);
    expect(await traceLook(probe(), http)()).toEqual({ holds: true, text: seen });
    expect(asked.at(-1)?.searchParams.get("tags")).toBe('{"guid:x-request-id":"24f86a78"}');
  });

  it("fails where the answer has no ID: no gateway of Istio's gave it", async () => {
    const { http } = answering(ok("[]"));
    await expect(traceLook(probe(), http)()).rejects.toMatchObject({
      code: "not-traced",
      message: expect.stringMatching(
        /with Host: .*, x-envoy-force-trace: true answered 200 .* x-request-id/,
      ) as unknown,
    });
  });

  it("waits while Jaeger has no trace of it", async () => {
    const { http } = fakeJaeger([]);
    expect((await traceLook(probe(), http)()).text).toBe(
      "Jaeger has no trace of the request 24f86a78 yet",
    );
  });

  it.each<[string, Partial<TraceProbe>, string]>([
    [
      "a service without spans",
      { spans: ["istio-ingressgateway", "forum"] },
      "and none of forum, wanted spans of forum",
    ],
    [
      "a tag that is missing",
      { tags: { catalog: { custom_tag: "Test Tag" } } },
      "have no tag custom_tag, wanted custom_tag=Test Tag",
    ],
    [
      "a tag of another value",
      { tags: { webapp: { custom_tag: "other" } } },
      "have custom_tag=Test Tag, wanted custom_tag=other",
    ],
    ["a span that must not be", { lacks: ["webapp"] }, "wanted no span of webapp"],
  ])("fails at %s", async (_what, wanted, text) => {
    const { http } = fakeJaeger([storeTrace]);
    const found = await traceLook(probe(wanted), http)();
    expect(found.holds).toBe(false);
    expect(found.text).toContain(text);
  });

  it("holds where a span has the tag", async () => {
    const { http } = fakeJaeger([storeTrace]);
    const look = traceLook(probe({ tags: { webapp: { custom_tag: "Test Tag" } } }), http);
    expect((await look()).holds).toBe(true);
  });

  it("believes that a span is missing only some seconds after all others came", async () => {
    const { http } = fakeJaeger([withoutWebapp]);
    let ms = 0;
    const look = traceLook(probe({ lacks: ["webapp"] }), http, () => ms);
    expect((await look()).text).toMatch(/; spans of webapp may still come$/);
    ms = 8_000;
    expect((await look()).holds).toBe(true);
  });

  it("fails where the missing span comes late", async () => {
    const { http } = fakeJaeger([withoutWebapp], [storeTrace]);
    let ms = 0;
    const look = traceLook(probe({ lacks: ["webapp"] }), http, () => ms);
    await look();
    ms = 8_000;
    expect((await look()).text).toMatch(/wanted no span of webapp$/);
  });

  it("sends another request where the first one's trace stays away", async () => {
    const answers: string[] = [];
    const { http } = fakeJaeger([]);
    let ms = 0;
    const look = traceLook(
      probe(),
      (asked) => {
        answers.push(asked.url);
        return http(asked);
      },
      () => ms,
    );
    const sent = () => answers.filter((url) => url === request.url).length;
    await look();
    await look();
    expect(sent()).toBe(1);
    ms = 21_000;
    await look();
    expect(sent()).toBe(2);
  });
});
