import { describe, expect, it } from "@jest/globals";
import { judgeLock, type LockFacts, type LockVerdict } from "../../../app/stack/lock-verdict.js";
import type { ProcessRow } from "../../../lib/process-table.js";

const SINCE = "2026-11-21T10:00:00Z";
const at = (time: string): Date => new Date(`2026-11-${time}Z`);
const PULUMI = "/home/me/.cache/istio-lab/bin/pulumi up --stack week1";

const row = (changes: Partial<ProcessRow> = {}): ProcessRow => ({
  pid: 4242,
  parent: 1,
  startedAt: at("21T10:00:01"),
  command: PULUMI,
  ...changes,
});

const facts = (changes: Partial<LockFacts> = {}): LockFacts => ({
  host: "laptop",
  now: at("21T10:05:00"),
  bootedAt: at("20T08:00:00"),
  isLocal: true,
  processes: [],
  ...changes,
});

const lockOf = (hostname: string) => ({ pid: 4242, hostname, timestamp: SINCE });

describe("a lock of Pulumi's, of this machine's name", () => {
  it.each<[string, LockFacts, LockVerdict]>([
    ["whose engine runs is held", facts({ processes: [row()] }), { state: "held" }],
    [
      "whose process has ended is left",
      facts({ processes: [row({ pid: 4243 })] }),
      { state: "left", why: "process 4242 has ended" },
    ],
    [
      "whose number an engine of later has is left",
      facts({ processes: [row({ startedAt: at("21T10:01:00") })] }),
      { state: "left", why: "process 4242 is another program by now" },
    ],
    [
      "whose number another program has is left, whatever the clock says",
      facts({ processes: [row({ startedAt: at("21T09:00:00"), command: "/usr/bin/firefox" })] }),
      { state: "left", why: "process 4242 is another program by now" },
    ],
  ])("%s", (_title, seen, verdict) => {
    expect(judgeLock(lockOf("laptop"), seen)).toEqual(verdict);
  });
});

describe("a lock of Pulumi's, of another name", () => {
  const NAMED = "this machine was called oldname then";

  it.each<[string, LockFacts, LockVerdict]>([
    [
      "whose engine runs here is held: the machine got another name meanwhile",
      facts({ processes: [row()] }),
      { state: "held" },
    ],
    [
      "of before this machine's last start is left",
      facts({ bootedAt: at("21T10:04:00"), processes: [row({ startedAt: at("21T10:04:30") })] }),
      { state: "left", why: `process 4242 of before the last start; ${NAMED}` },
    ],
    [
      "that is older than any run takes is left where no engine runs",
      facts({ now: at("21T10:31:00") }),
      { state: "left", why: `process 4242 of ${SINCE}; ${NAMED}` },
    ],
    [
      "that is older is doubtful beside an engine of its time, which may be its holder seen from outside a container",
      facts({ now: at("21T10:31:00"), processes: [row({ pid: 99 })] }),
      { state: "doubtful" },
    ],
    [
      "that is older is left beside an engine of today",
      facts({
        now: at("21T10:31:00"),
        processes: [row({ pid: 99, startedAt: at("21T10:30:00") })],
      }),
      { state: "left", why: `process 4242 of ${SINCE}; ${NAMED}` },
    ],
    ["of five minutes ago is doubtful", facts(), { state: "doubtful" }],
    [
      "in a folder that other machines share is doubtful, however old",
      facts({ isLocal: false, bootedAt: at("25T08:00:00"), now: at("25T09:00:00") }),
      { state: "doubtful" },
    ],
    [
      "in such a folder is not held by an engine of the same number here",
      facts({ isLocal: false, processes: [row()] }),
      { state: "doubtful" },
    ],
  ])("%s", (_title, seen, verdict) => {
    expect(judgeLock(lockOf("oldname"), seen)).toEqual(verdict);
  });
});
