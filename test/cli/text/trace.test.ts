import { describe, expect, it } from "@jest/globals";
import { printTrace } from "../../../cli/text/trace.js";
import { storeTrace } from "../../support/jaeger.js";
import { memoryOutput } from "../../support/memory-output.js";

function shown(verbose: boolean): string[] {
  const { output, printed } = memoryOutput("named");
  printTrace(output, storeTrace, verbose);
  return printed;
}

describe("a trace in the terminal", () => {
  it("is a waterfall: who did what, when, for how long, with which status", () => {
    const [title, about, ...spans] = shown(false);
    expect(title).toBe("<bold>trace 85e2b6c8</bold>");
    expect(about).toMatch(/ · 3 spans · 3 services · 8.00 ms$/);
    expect(spans).toEqual([
      "istio-ingressgateway.istio-system  istio-ingressgateway.istio-system:80/*    +0.00 ms  ████████████████████████  8.00 ms",
      "  webapp.istioinaction             webapp.istioinaction:80/*                 +1.00 ms     ██████████████████     6.00 ms",
      "<red>    catalog.istioinaction          catalog.istioinaction:80/*                +3.00 ms           ██████           2.00 ms  500 error</red>",
    ]);
  });

  it("has the tags of each span below it where that is asked", () => {
    expect(shown(true)).toContain("<dim>      custom_tag: Test Tag</dim>");
    expect(shown(false).join("\n")).not.toContain("custom_tag");
  });
});
