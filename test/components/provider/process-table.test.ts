import { describe, expect, it } from "@jest/globals";
import { isOfStack, labProcesses } from "../../../components/provider/process-table.js";
import type { ProcessRow } from "../../../lib/process-table.js";

const row = (command: string): ProcessRow => ({
  ...{ pid: 7, parent: 1, startedAt: new Date(0), command },
});
const FOLDER = "/home/me/istio lab/.lab/processes/week2";
const command = `${FOLDER}/proxy-1a2b3c4d/bin/envoy --config-yaml admin: {}`;

describe("the processes in place of containers", () => {
  it("are told by their commands", () => {
    expect(labProcesses([row(command)])).toEqual([
      { pid: 7, folder: FOLDER, stack: "week2", id: "proxy-1a2b3c4d", name: "proxy" },
    ]);
  });

  it.each([
    "envoy --config-yaml admin: {}",
    `vi ${FOLDER}/proxy-1a2b3c4d/bin/envoy`,
    `${FOLDER}/proxy/bin/envoy`,
    "/home/me/.lab/stacks/week2/kwok-week2-1a2b3c4d/.kwok/clusters/myk8s/bin/etcd --name node0",
  ])("are no others: %s", (other) => {
    expect(labProcesses([row(other)])).toEqual([]);
  });

  it("belong to the checkout that started them, also when it was moved", () => {
    const [process] = labProcesses([row(command)]);
    if (process === undefined) throw new Error("it is not told");
    const there = { folder: FOLDER, ids: [] };
    const moved = { folder: "/home/me/new/.lab/processes/week2", ids: ["proxy-1a2b3c4d"] };
    expect(isOfStack(there, process)).toBe(true);
    expect(isOfStack(moved, process, () => false)).toBe(true);
    // a copy: the original is there, and it is its own
    expect(isOfStack(moved, process, () => true)).toBe(false);
    expect(isOfStack({ ...moved, ids: [] }, process, () => false)).toBe(false);
  });
});
