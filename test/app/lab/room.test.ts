import { describe, expect, it } from "@jest/globals";
import type { Wanted } from "../../../app/events.js";
import { requireRoom, tooSmall, wantedBy } from "../../../app/lab/room.js";
import { roomLines } from "../../../cli/text/room.js";
import { objectsOf, type Where } from "../../../labs/objects.js";
import type { LabState } from "../../../labs/state.js";
import { week1 } from "../../../labs/week1/index.js";
import { parseConfig } from "../../../stacks/config.js";
import { fakeManifests } from "../../support/fake-manifests.js";
import { listener } from "../../support/told.js";
import { requestingIstio } from "../../support/requesting-istio.js";
import { kind as onKind } from "../../../targets/kind.js";

const GB = 1e9;
const kind = { target: onKind, images: "official" } as const;
const official = { ...kind, cpuRequests: "official", memoryRequests: "official" } as const;
const small = { ...kind, cpuRequests: "small", memoryRequests: "small" } as const;

const render = (states: readonly LabState[], where: Where) =>
  Promise.resolve(
    states.map((state) =>
      objectsOf(state, { ...fakeManifests, istio: () => requestingIstio }, where),
    ),
  );

const wanted: Wanted = {
  week: "week3",
  step: "3.1",
  here: { millicores: 1750, bytes: 2.9 * GB },
  most: {
    millicores: { step: "3.19", amount: 2150 },
    bytes: { step: "3.28", amount: 3.5 * GB },
  },
};

describe("what a week wants of Docker", () => {
  it("is what its pods reserve at the step, and the most of all steps, node included", async () => {
    expect(await wantedBy(week1, "1.54", official, render)).toEqual({
      week: "week1",
      step: "1.54",
      here: { millicores: 1950, bytes: 3050 * 2 ** 20 },
      most: {
        millicores: { step: "1.50", amount: 1950 },
        bytes: { step: "1.50", amount: 3050 * 2 ** 20 },
      },
    });
    const { here } = (await wantedBy(week1, "1.54", small, render)) ?? {};
    expect(here).toEqual({ millicores: 1100, bytes: 590 * 2 ** 20 });
  });

  it("is nothing at a step without a cluster", async () => {
    const last = week1.steps.at(-1)?.id ?? "1.1";
    expect(await wantedBy(week1, last, official, render)).toBeUndefined();
  });
});

describe("a lab that is about to be made", () => {
  it("tells what it reserves of what there is", () => {
    expect(roomLines(wanted, { cpus: 4, bytes: 8.2 * GB })).toEqual([
      "Step 3.1 reserves 1.75 CPUs and 2.9 GB of memory of Docker's 4 CPUs and 8.2 GB; at most 2.15 CPUs and 3.5 GB of memory (steps 3.19, 3.28).",
    ]);
  });

  it("tells where no other step reserves more", () => {
    const { here } = wanted;
    const most = {
      millicores: { step: "3.1", amount: here.millicores },
      bytes: { step: "3.1", amount: here.bytes },
    } as const;
    expect(roomLines({ ...wanted, most }, { cpus: 4, bytes: 8.2 * GB })).toEqual([
      "Step 3.1 reserves 1.75 CPUs and 2.9 GB of memory of Docker's 4 CPUs and 8.2 GB; no step needs more.",
    ]);
  });

  it("tells that later steps don't fit, and what helps", () => {
    expect(roomLines(wanted, { cpus: 2, bytes: 8.2 * GB })[1]).toBe(
      "Not all steps fit: for those give Docker 3 CPUs and 4.5 GB of memory (Docker Desktop: Settings, Resources; colima: colima start --cpu 3 --memory 5).",
    );
  });

  it("tells that memory is scarce where only the node's own use does not fit beside it", () => {
    expect(roomLines(wanted, { cpus: 4, bytes: 3.6 * GB })[1]).toBe(
      "Memory is scarce: what the node itself uses comes on top. Close what you don't need.",
    );
  });

  it.each<[string, number, number, object, string]>([
    [
      "memory, with the requests that would fit",
      4,
      2.1 * GB,
      official,
      "./lab config set memoryRequests small --week week3; or give Docker 2 CPUs and 3.9 GB of memory",
    ],
    [
      "CPU, with the requests that would fit",
      1,
      8.2 * GB,
      official,
      "./lab config set cpuRequests small --week week3; or give Docker 2 CPUs and 3.9 GB of memory",
    ],
    [
      "memory where the requests are small already",
      2,
      2.1 * GB,
      small,
      "give Docker 2 CPUs and 3.9 GB of memory",
    ],
  ])("is refused where Docker lacks %s", (_title, cpus, bytes, where, next) => {
    const error = tooSmall(wanted, { cpus, bytes }, where as typeof official);
    const has = `${cpus} ${cpus === 1 ? "CPU" : "CPUs"} and ${(bytes / GB).toFixed(1)} GB`;
    expect(error).toMatchObject({
      code: "docker-too-small",
      exitCode: 2,
      message: `week3 at step 3.1 reserves 1.75 CPUs and 2.9 GB of memory, its node included; Docker has ${has}.`,
      next: expect.stringContaining(next) as unknown,
    });
  });

  it("names the way without traffic where nothing smaller is left", () => {
    expect(tooSmall(wanted, { cpus: 1, bytes: GB }, small)?.next).toMatch(
      /; or, without traffic, \.\/lab up week3 --target kwok$/,
    );
  });

  it("is let through where it fits, even if later steps don't", () => {
    expect(tooSmall(wanted, { cpus: 2, bytes: 3 * GB }, official)).toBeUndefined();
  });

  it.each([
    ["on kwok", { target: "kwok" }],
    ["at a step without a cluster", { target: "kind", step: week1.steps.at(-1)?.id ?? "" }],
  ])("asks Docker nothing %s", async (_title, values) => {
    const { tell, lines } = listener();
    const look = () => Promise.reject(new Error("asked"));
    await requireRoom(week1, parseConfig("week1", values), tell, look);
    expect(lines).toEqual([]);
  });

  it("is not held up where Docker does not tell what it has", async () => {
    const { tell, lines } = listener();
    const look = () => Promise.resolve(undefined);
    await requireRoom(week1, parseConfig("week1", { target: "kind" }), tell, look);
    expect(lines).toEqual([]);
  });
});
