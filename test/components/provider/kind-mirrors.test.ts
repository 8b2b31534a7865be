import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { REGISTRIES } from "../../../labs/registries.js";
import { kindClusterIn } from "../../../components/provider/kind-cluster.js";
import { mirrorsScript } from "../../../components/provider/kind-mirrors.js";
import { tempDir } from "../../support/temp-dir.js";
import { FakeDocker, smallCluster } from "./fake-docker.js";

describe("the registries that images come from", () => {
  it("have a cache each, whose name is a host name on Docker's network", () => {
    const names = REGISTRIES.map(({ cache }) => cache);
    expect(new Set(names).size).toBe(REGISTRIES.length);
    for (const name of names) expect(name).toMatch(/^istio-lab-cache-[a-z0-9-]+$/);
  });
});

describe("the node's mirrors", () => {
  it("are written into it when it is made", async () => {
    await using docker = await FakeDocker.make();
    docker.images.add(smallCluster().image);
    await kindClusterIn(docker.world()).create(smallCluster());
    expect(docker.callsOf("docker exec")[0]).toBe(
      "docker exec --interactive myk8s-control-plane sh -e",
    );
    expect(docker.inputs).toContain(mirrorsScript());
  });

  it("name the cache first, and the registry itself where there is none", async () => {
    await using dir = await tempDir();
    const script = mirrorsScript().replaceAll("/etc/containerd", ".");
    execFileSync("sh", ["-e"], { input: script, cwd: dir.path });
    const file = join(dir.path, "certs.d", "docker.io", "hosts.toml");
    expect(await readFile(file, "utf8")).toBe(
      [
        'server = "https://registry-1.docker.io"',
        "",
        '[host."http://istio-lab-cache-docker-io:5000"]',
        '  capabilities = ["pull", "resolve"]',
        "",
      ].join("\n"),
    );
  });

  it("exist for each registry", async () => {
    await using dir = await tempDir();
    const script = mirrorsScript().replaceAll("/etc/containerd", ".");
    execFileSync("sh", ["-e"], { input: script, cwd: dir.path });
    for (const { host, cache } of REGISTRIES) {
      const text = await readFile(join(dir.path, "certs.d", host, "hosts.toml"), "utf8");
      expect(text).toContain(`"http://${cache}:5000"`);
    }
  });
});
