import { describe, expect, it, jest } from "@jest/globals";
import { rowsOf, wslRows, type WslFacts } from "../../../cli/doctor/wsl.js";

const good: WslFacts = {
  networking: "nat",
  dockerDesktop: false,
  onWindows: [],
  mixedCgroups: false,
};

describe("the doctor's rows of WSL", () => {
  it.each<[string, Partial<WslFacts>, readonly object[]]>([
    ["are good with NAT", {}, [{ what: "wsl network", verdict: "ok", detail: "nat" }]],
    [
      "are good with mirrored networking and Docker Desktop, whose machine is another one",
      { networking: "mirrored", dockerDesktop: true },
      [{ what: "wsl network", verdict: "ok", detail: "mirrored" }],
    ],
    [
      "are good with a WSL that does not tell",
      { networking: undefined },
      [{ what: "wsl network", verdict: "ok", detail: "unknown" }],
    ],
    [
      "are bad with mirrored networking and Docker in the distribution",
      { networking: "mirrored" },
      [
        {
          what: "wsl network",
          verdict: "bad",
          detail:
            "mirrored, and Docker runs in this distribution: its ports don't answer on 127.0.0.1",
          next: "set networkingMode=nat in %UserProfile%\\.wslconfig, then, in Windows, wsl --shutdown",
        },
      ],
    ],
    [
      "note folders on a drive of Windows",
      { onWindows: ["/mnt/c/istio-lab", "/mnt/d/cache"] },
      [
        { what: "wsl network", verdict: "ok", detail: "nat" },
        {
          what: "wsl folders",
          verdict: "note",
          detail:
            "on a drive of Windows, which is slow and keeps no file from other users: /mnt/c/istio-lab, /mnt/d/cache",
          next: "clone the project into your Linux home (~), and leave LAB_CACHE there",
        },
      ],
    ],
    [
      "note mixed control groups",
      { mixedCgroups: true },
      [
        { what: "wsl network", verdict: "ok", detail: "nat" },
        {
          what: "wsl cgroups",
          verdict: "note",
          detail: "version 1 and 2 are mixed: kind may fail with “error adding pid … to cgroups”",
          next: "set kernelCommandLine=cgroup_no_v1=all in %UserProfile%\\.wslconfig, then, in Windows, wsl --shutdown",
        },
      ],
    ],
  ])("%s", (_title, facts, expected) => {
    expect(rowsOf({ ...good, ...facts })).toEqual(expected);
  });

  it("are none on another machine, and nothing is asked there", async () => {
    const look = jest.fn(() => Promise.resolve(good));
    expect(await wslRows({}, look)).toEqual([]);
    expect(look).not.toHaveBeenCalled();
    expect(await wslRows({ WSL_DISTRO_NAME: "Ubuntu" }, look)).toHaveLength(1);
  });

  it("are those of this machine where the environment says that it is one", async () => {
    const [network] = await wslRows({ WSL_DISTRO_NAME: "Ubuntu" });
    expect(network).toMatchObject({ what: "wsl network" });
  });
});
