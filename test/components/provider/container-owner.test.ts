import { describe, expect, it } from "@jest/globals";
import {
  containersFound,
  removeContainers,
  removeNetworks,
} from "../../../components/provider/container-owner.js";
import { ToolError } from "../../../lib/errors.js";
import type { Exec } from "../../../lib/exec.js";

/** A Docker that answers `ps` and `network ls` with a text; it keeps what it was asked. */
function docker(answer: string | Error) {
  const asked: string[] = [];
  const exec: Exec = (program, args) => {
    asked.push([program, ...args].join(" "));
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve({ stdout: answer, stderr: "" });
  };
  return { exec, asked };
}

describe("the containers of Docker", () => {
  it("are told with their state and the folder of the stack that made them", async () => {
    const { exec } = docker(
      "aaa\tproxy\trunning\t/home/me/.lab/stacks/week2\nbbb\tother\texited\t\n",
    );
    expect(await containersFound(exec)).toEqual([
      { id: "aaa", name: "proxy", state: "running", folder: "/home/me/.lab/stacks/week2" },
      { id: "bbb", name: "other", state: "exited", folder: "" },
    ]);
  });

  it("are none where there is no Docker", async () => {
    const cause = Object.assign(new Error("spawn docker ENOENT"), { code: "ENOENT" });
    const missing = new ToolError("command-failed", "docker failed", { cause });
    expect(await containersFound(docker(missing).exec)).toEqual([]);
  });

  it("are removed by their ids; nobody is asked where there are none", async () => {
    const { exec, asked } = docker("");
    await removeContainers(exec, []);
    expect(asked).toEqual([]);
    await removeContainers(exec, ["aaa", "bbb"]);
    expect(asked).toEqual(["docker rm --force --volumes aaa bbb"]);
  });
});

describe("the networks of a stack", () => {
  it("are found by their label, and only they go", async () => {
    const { exec, asked } = docker("n1\nn2\n");
    await removeNetworks(exec, "/f");
    expect(asked).toEqual([
      "docker network ls --quiet --filter label=io.istio-lab.stack-folder=/f",
      "docker network rm n1 n2",
    ]);
  });

  it("are none, and nothing goes", async () => {
    const { exec, asked } = docker("");
    await removeNetworks(exec, "/f");
    expect(asked).toHaveLength(1);
  });
});
