import { describe, expect, it } from "@jest/globals";
import { laterRow, toolRow } from "../../../cli/doctor/tool-row.js";
import type { ToolStatus } from "../../../tools/locate.js";

const now = Date.parse("2026-11-26T12:00:00Z");
const built: ToolStatus = {
  name: "istioctl",
  wanted: "1.17.8",
  state: "ready",
  version: "1.17.5",
  source: "build",
  detail: "istio.io/istio",
};

describe("the doctor's row of a tool", () => {
  it("says of a tool that was built from which version", () => {
    expect(toolRow(built, now)).toEqual({
      what: "istioctl",
      verdict: "ok",
      detail: "1.17.8 (built from 1.17.5), build: istio.io/istio",
    });
  });

  it.each([
    [now, "at the next run"],
    [now + 50 * 60_000, "in 50 min 0 s"],
  ])("says when its release is tried again, and why it was not had", (at, when) => {
    const release = { at, reason: "HTTP 503" };
    expect(toolRow({ ...built, release }, now).detail).toBe(
      `1.17.8 (built from 1.17.5), build: istio.io/istio; its release (HTTP 503) is tried again ${when}`,
    );
  });

  it("says that its release was not tried yet", () => {
    expect(toolRow({ ...built, release: { at: 0 } }, now).detail).toMatch(
      /; its release is tried at the next run$/,
    );
  });

  it("names the command that gets a missing one", () => {
    const missing: ToolStatus = { name: "kind", wanted: "0.22.0", state: "missing", detail: "no" };
    expect(toolRow(missing, now)).toMatchObject({ verdict: "missing", next: "./lab env" });
  });

  it("asks for nothing where the tool is got only when it is needed", () => {
    const fortio: ToolStatus = { name: "fortio", wanted: "1.69.4", state: "missing", detail: "no" };
    expect(laterRow(fortio, now)).toEqual({
      what: "fortio",
      verdict: "note",
      detail: "1.69.4, got at the first run of it (./lab load run): no",
    });
    expect(laterRow(built, now)).toEqual(toolRow(built, now));
  });
});
