import { describe, expect, it } from "@jest/globals";
import { jaegerAt, type Trace } from "../../checks/jaeger.js";
import { answering } from "../support/http-server.js";
import { fakeJaeger, span, storeTrace } from "../support/jaeger.js";

const AT = "http://127.0.0.1:30004/jaeger";

describe("Jaeger's traces", () => {
  it("are those of a service in the last hour, the newest first, spans in the order in which they began", async () => {
    const older: Trace = { id: "older", spans: [span("x", "webapp", { startUs: 5 })] };
    const mixed = { ...storeTrace, spans: [...storeTrace.spans].reverse() };
    const { http, asked } = fakeJaeger([older, mixed]);
    const traces = await jaegerAt(AT, http, () => 4_000_000).traces({
      service: "webapp",
      limit: 2,
    });
    expect(traces).toEqual([storeTrace, older]);
    const { service, limit, start, end } = Object.fromEntries(asked[0]?.searchParams ?? []);
    expect([service, limit, start, end]).toEqual(["webapp", "2", "400000000", "4000000000"]);
  });

  it("may be found by the tags of a span", async () => {
    const { http, asked } = fakeJaeger([storeTrace]);
    const tags = { "guid:x-request-id": "24f86a78" };
    await jaegerAt(AT, http).traces({ service: "webapp", tags, limit: 1 });
    expect(asked[0]?.searchParams.get("tags")).toBe(JSON.stringify(tags));
  });
});

describe("a Jaeger", () => {
  it("that is silent is a ToolError with its address and what helps", async () => {
    const { http } = answering(new Error("connect ECONNREFUSED"));
    await expect(jaegerAt(AT, http).services()).rejects.toMatchObject({
      code: "jaeger-silent",
      message: `Jaeger at ${AT}: connect ECONNREFUSED`,
      next: "./lab status (whether its pod is ready)",
    });
  });

  it("that refuses says it in its own words", async () => {
    const { http } = answering({ status: 500, body: "no storage" });
    await expect(jaegerAt(AT, http).services()).rejects.toThrow(
      `Jaeger at ${AT} answered 500 "no storage"`,
    );
  });
});
