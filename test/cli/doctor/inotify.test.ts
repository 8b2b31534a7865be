import { expect, it } from "@jest/globals";
import { inotifyRow } from "../../../cli/doctor/inotify.js";

const limits = (watches: number | undefined, instances: number) => (name: string) =>
  Promise.resolve(name === "max_user_watches" ? watches : instances);

it.each([
  ["ok with what kind asks for", 524_288, 512, "ok", undefined],
  [
    "a note below that, with the command that raises it",
    65_536,
    512,
    "note",
    "sudo sysctl fs.inotify.max_user_watches=524288",
  ],
  [
    "bad where no lab can come up",
    4_096,
    64,
    "bad",
    "sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512",
  ],
] as const)(
  "the kernel's inotify limits are %s",
  async (_title, watches, instances, verdict, next) => {
    const row = await inotifyRow(limits(watches, instances));
    expect(row).toMatchObject({ what: "inotify", verdict });
    expect(row?.next).toBe(next);
    expect(row?.detail).toContain(`max_user_watches ${watches}, max_user_instances ${instances}`);
  },
);

it("a machine without inotify has no row for it", async () => {
  expect(await inotifyRow(limits(undefined, 512))).toBeUndefined();
});
