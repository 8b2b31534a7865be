import { describe, expect, it } from "@jest/globals";
import { comingTrace, newestTraces, requestOf, requestTrace } from "../../../app/traces/find.js";
import { jaegerAt, type Trace } from "../../../checks/jaeger.js";
import { week1 } from "../../../labs/week1/index.js";
import { fakeJaeger, storeTrace } from "../../support/jaeger.js";

const jaeger = (...known: readonly (readonly Trace[])[]) => {
  const { http, asked } = fakeJaeger(...known);
  return { jaeger: jaegerAt("http://127.0.0.1:30004/jaeger", http), asked };
};
const half = { ...storeTrace, spans: storeTrace.spans.slice(0, 1) };

/** A clock that only the pauses move. */
function clock() {
  let ms = 0;
  const sleep = (pause: number) => {
    ms += pause;
    return Promise.resolve();
  };
  return { now: () => ms, sleep };
}

describe("the newest traces", () => {
  it("are those of the gateway, or of a service by the start of its name", async () => {
    const { jaeger: known, asked } = jaeger([storeTrace]);
    expect(await newestTraces(known, undefined, 1)).toEqual([storeTrace]);
    await newestTraces(known, "catalog", 3);
    const traces = asked.filter(({ pathname }) => pathname.endsWith("/traces"));
    expect(traces.map(({ searchParams: of }) => [of.get("service"), of.get("limit")])).toEqual([
      ["istio-ingressgateway.istio-system", "1"],
      ["catalog.istioinaction", "3"],
    ]);
  });

  it("are refused of a service that Jaeger does not know", async () => {
    await expect(newestTraces(jaeger([storeTrace]).jaeger, "forum", 1)).rejects.toMatchObject({
      code: "unknown-service",
      message: expect.stringMatching(
        /^Jaeger knows no service "forum"\. Services: catalog/,
      ) as unknown,
    });
  });

  it("are an error where nothing was sampled, with what is traced in any case", async () => {
    await expect(newestTraces(jaeger([]).jaeger, undefined, 1)).rejects.toMatchObject({
      code: "no-trace",
      next: "./lab trace --force (sends one that is traced in any case)",
    });
  });
});

describe("the trace of a request", () => {
  it("is there, or an error at once", async () => {
    expect(await requestTrace(jaeger([storeTrace]).jaeger, "24f86a78")).toEqual(storeTrace);
    await expect(requestTrace(jaeger([]).jaeger, "24f86a78")).rejects.toThrow(
      'Jaeger has no trace of the request "24f86a78".',
    );
  });

  it("that was just sent is waited for until it grows no more", async () => {
    const time = clock();
    const found = await comingTrace(
      jaeger([], [half], [half], [storeTrace]).jaeger,
      "24f86a78",
      time,
    );
    expect(found).toEqual(storeTrace);
    expect(time.now()).toBeGreaterThan(6_000);
  });

  it("that was just sent and never comes is an error", async () => {
    await expect(comingTrace(jaeger([]).jaeger, "24f86a78", clock())).rejects.toMatchObject({
      ...{ code: "no-trace", exitCode: 1 },
      message: "Jaeger has no trace of the request 24f86a78 after 30 s.",
    });
  });
});

describe("the request that is traced", () => {
  it("is that of the step's loop, or of the week's first", () => {
    const first = week1.loops?.[0]?.request;
    expect(requestOf(week1, "1.1")).toEqual(first);
    const last = week1.loops?.at(-1);
    expect(requestOf(week1, last?.steps[0] ?? "")).toEqual(last?.request);
  });

  it("is none in a week without loops", () => {
    expect(() => requestOf({ ...week1, loops: [] }, "1.1")).toThrow(
      "week1 has no request of its own that could be traced.",
    );
  });
});
