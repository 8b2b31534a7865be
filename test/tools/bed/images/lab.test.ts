import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { BedImage } from "../../../../tools/bed/images/image.js";
import { labImages as studied } from "../../../../tools/bed/images/lab/index.js";
import { kans7Images } from "../../../../tools/bed/images/lab/kans7.js";
import { httpbinService } from "../../../../labs/week4/routing.js";
import { forum } from "../../../../labs/apps/forum.js";
import { podImages } from "../../../../labs/images.js";
import { STAND_INS, withStandIns } from "../../../../labs/stand-ins/index.js";
import { placed } from "../../../support/fake-manifests.js";
import { valueAt } from "../../../../labs/fields.js";
import { tempDir } from "../../../support/temp-dir.js";
import { fill } from "./fill-image.js";

const labImages = [...studied, ...kans7Images];

const named = (name: string): BedImage => {
  const image = labImages.find((each) => each.name === name);
  if (image === undefined) throw new Error(`no image ${name}`);
  return image;
};

describe("the images of the lab", () => {
  it("are those that have a stand-in, under their official names, and the base", () => {
    const official = Object.keys(STAND_INS).map((name) =>
      /:/.test(name) ? name : `${name}:latest`,
    );
    const [base, ...others] = labImages.map(({ name }) => name);
    expect(base).toMatch(/^istio-lab\//);
    expect([...others].sort()).toEqual(official.sort());
  });

  it("say what they really are", () => {
    for (const { name, what } of labImages.slice(1))
      expect(STAND_INS).toHaveProperty([name.replace(/^(nicolaka\/netshoot):latest$/, "$1")], what);
  });

  it("build on an image that is made before", () => {
    labImages.forEach(({ base }, at) => {
      const before = labImages.slice(0, at).map(({ name }) => name);
      if (base !== undefined) expect(before).toContain(base);
    });
  });

  it("start a program that is in them and may be run by every user", async () => {
    for (const image of labImages) {
      const entry = image.config.find((line) => line.startsWith("ENTRYPOINT "));
      if (entry === undefined) continue;
      const [program = ""] = JSON.parse(entry.slice("ENTRYPOINT ".length)) as string[];
      await using dir = await tempDir();
      const { root } = await fill(image, dir.path);
      expect((await stat(join(root, program))).mode & 0o777).toBe(0o755);
    }
  });
});

describe("Istio's images", () => {
  const settings = (name: string): string => named(name).config.join("\n");

  it("are Istio's but for the module that Envoy finds, and pass for the release of the study", () => {
    const proxy = settings("docker.io/istio/proxyv2:1.17.8");
    expect(proxy).toContain("ISTIO_META_ISTIO_VERSION=1.17.8");
    expect(proxy).toContain("ENVOY_DYNAMIC_MODULES_SEARCH_PATH=/usr/local/lib/envoy");
    expect(settings("docker.io/istio/pilot:1.17.8")).not.toContain("PILOT_");
  });

  it("have the module where Envoy looks for it", async () => {
    await using dir = await tempDir();
    const { root } = await fill(named("docker.io/istio/proxyv2:1.17.8"), dir.path);
    await stat(join(root, "usr/local/lib/envoy/libistio-stats.so"));
  });

  it("bring what istio-init sets its rules with, for the processor of the machine", async () => {
    await using dir = await tempDir();
    const { programs } = await fill(named("docker.io/istio/proxyv2:1.17.8"), dir.path);
    expect(programs).toContain("/usr/sbin/iptables-restore");
    const own = programs.filter((file) => file.startsWith("/usr/lib/")).sort();
    expect(own).toEqual(
      ["libc.so.6", "libm.so.6", "xtables/libxt_REDIRECT.so"].map(
        (file) => `/usr/lib/aarch64-linux-gnu/${file}`,
      ),
    );
  });
});

describe("other images", () => {
  it("have curl where the fault switch is used", async () => {
    await using dir = await tempDir();
    expect(named("istioinaction/catalog:latest").base).toBe(labImages[0]?.name);
    const { programs } = await fill(named(labImages[0]?.name ?? ""), dir.path);
    expect(programs).toEqual(expect.arrayContaining(["/usr/bin/curl", "/usr/bin/bash"]));
  });

  it("bring the commands that Deployments start besides an image's own program", async () => {
    await using dir = await tempDir();
    for (const { object } of withStandIns([
      ...placed("forum", ...forum),
      ...placed("routing", httpbinService),
    ]))
      for (const image of podImages(object)) {
        const { root } = await fill(named(image), dir.path);
        const command = valueAt(object, "spec.template.spec.containers[0].command[0]");
        if (typeof command !== "string") continue;
        expect((await stat(join(root, command))).mode & 0o777).toBe(0o755);
      }
    expect.assertions(2);
  });

  // its pods mount their data at /prometheus, over whatever an image has there
  it("start the stack's Prometheus where its page is, and its data is not", async () => {
    await using dir = await tempDir();
    const image = named("quay.io/prometheus/prometheus:v2.24.0");
    const home = image.config.find((line) => line.startsWith("WORKDIR "))?.split(" ")[1] ?? "";
    expect(home).toMatch(/^\/(?!prometheus$).*\bprometheus$/);
    const { root } = await fill(image, dir.path);
    await expect(stat(join(root, home, "web/ui/static/react"))).resolves.toBeDefined();
  });

  it("start Flagger from where its Deployment looks for it, as a user without rights", async () => {
    await using dir = await tempDir();
    const image = named("ghcr.io/fluxcd/flagger:1.41.0");
    const { root } = await fill(image, dir.path);
    expect(image.config).toEqual(expect.arrayContaining(["WORKDIR /", "USER 10001:10001"]));
    expect((await stat(join(root, "flagger"))).mode & 0o777).toBe(0o755);
  });

  it("run the same fake-service under both of its versions", () => {
    const [newer, older] = ["v0.17.0", "v0.14.1"].map((tag) =>
      named(`nicholasjackson/fake-service:${tag}`),
    );
    expect(newer?.config).toEqual(older?.config);
  });

  it("put Kiali's page where its Deployment starts it", async () => {
    await using dir = await tempDir();
    const { root } = await fill(named("quay.io/kiali/kiali:v1.63"), dir.path);
    expect(await readFile(join(root, "opt/kiali/kiali"), "utf8")).toBe("page");
  });

  it("give the registry the settings of the official image", async () => {
    await using dir = await tempDir();
    const { root } = await fill(named("registry:2.8.3"), dir.path);
    const text = await readFile(join(root, "etc/docker/registry/config.yml"), "utf8");
    expect(text).toContain("addr: :5000");
    expect(text).toContain("rootdirectory: /var/lib/registry");
  });
});
