import { describe, expect, it } from "@jest/globals";
import { capacityRow, weekRow } from "../../../cli/doctor/room.js";
import type { Row } from "../../../cli/doctor/row.js";
import type { Wanted } from "../../../app/events.js";
import type { Capacity } from "../../../labs/requests/fit.js";

const GB = 1e9;

describe("the doctor's row of what Docker has", () => {
  it.each<[Capacity, Omit<Row, "what">]>([
    [
      { cpus: 8, bytes: 8.2 * GB },
      { verdict: "ok", detail: "8 CPUs and 8.2 GB" },
    ],
    [
      { cpus: 2, bytes: 8.2 * GB },
      {
        verdict: "note",
        detail: "2 CPUs and 8.2 GB: Istio reserves less in a new lab (cpuRequests: small)",
        next: "give Docker 4 CPUs for Istio's own requests",
      },
    ],
    [
      { cpus: 2, bytes: 4.1 * GB },
      {
        verdict: "note",
        detail:
          "2 CPUs and 4.1 GB: Istio reserves less in a new lab (cpuRequests: small, memoryRequests: small)",
        next: "give Docker 4 CPUs and 5.0 GB of memory for Istio's own requests",
      },
    ],
  ])("%j", (there, expected) => {
    expect(capacityRow(there)).toEqual({ what: "docker size", ...expected });
  });
});

describe("the doctor's row of a week", () => {
  const wanted: Wanted = {
    week: "week3",
    step: "3.1",
    here: { millicores: 1080, bytes: 0.5 * GB },
    most: {
      millicores: { step: "3.19", amount: 1120 },
      bytes: { step: "3.28", amount: 0.7 * GB },
    },
  };
  const detail =
    "reserves 1.08 CPUs and 0.5 GB of memory at step 3.1, at most 1.12 CPUs and 0.7 GB of memory";

  it.each<[Capacity, Omit<Row, "what">]>([
    [
      { cpus: 2, bytes: 4.1 * GB },
      { verdict: "ok", detail },
    ],
    [
      { cpus: 2, bytes: 0.8 * GB },
      { verdict: "note", detail: `${detail}: memory is scarce, the node's own use comes on top` },
    ],
    [
      { cpus: 2, bytes: 0.6 * GB },
      {
        verdict: "note",
        detail: `${detail}: not all steps fit`,
        next: "give Docker 2 CPUs and 1.7 GB of memory (Docker Desktop: Settings, Resources; colima: colima start --cpu 2 --memory 2)",
      },
    ],
    [
      { cpus: 1, bytes: 4.1 * GB },
      {
        verdict: "bad",
        detail: `${detail}: more than Docker has`,
        next: "give Docker 2 CPUs and 1.5 GB of memory (Docker Desktop: Settings, Resources; colima: colima start --cpu 2 --memory 2)",
      },
    ],
  ])("against %j", (there, expected) => {
    expect(weekRow(wanted, there)).toEqual({ what: "week3", ...expected });
  });
});
