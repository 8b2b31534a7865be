import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { BedImage } from "../../../../tools/bed/images/image.js";
import { allLabImages, labImages } from "../../../../tools/bed/images/lab/index.js";
import { httpbinService } from "../../../../labs/week4/routing.js";
import { forum } from "../../../../labs/apps/forum.js";
import { podImages } from "../../../../labs/images.js";
import { STAND_INS, withStandIns } from "../../../../labs/stand-ins/index.js";
import { pins } from "../../../../tools/pins.js";
import { ISTIO, istioRelease } from "../../../../tools/releases.js";
import { placed } from "../../../support/fake-manifests.js";
import { valueAt } from "../../../../labs/fields.js";
import { tempDir } from "../../../support/temp-dir.js";
import { fill } from "./fill-image.js";

const named = (name: string): BedImage => {
  const image = allLabImages.find((each) => each.name === name);
  if (image === undefined) throw new Error(`no image ${name}`);
  return image;
};

describe("the images of the lab", () => {
  it("are those that have a stand-in, under their official names, and the base", () => {
    const official = Object.keys(STAND_INS).map((name) =>
      /:/.test(name) ? name : `${name}:latest`,
    );
    const [base, ...others] = allLabImages.map(({ name }) => name);
    expect(base).toMatch(/^istio-lab\//);
    expect([...others].sort()).toEqual(official.sort());
  });

  it("say what they really are", () => {
    for (const { name, what } of allLabImages.slice(1))
      expect(STAND_INS).toHaveProperty([name.replace(/^(nicolaka\/netshoot):latest$/, "$1")], what);
  });

  it.each(Object.keys(ISTIO))("beside Istio %s build on an image that is made before", (istio) => {
    const images = labImages({ istio });
    images.forEach(({ base }, at) => {
      const before = images.slice(0, at).map(({ name }) => name);
      if (base !== undefined) expect(before).toContain(base);
    });
  });

  it("are the same under one name, whatever Istio they run beside: an engine has one of each", () => {
    const names = allLabImages.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it("start a program that is in them and may be run by every user", async () => {
    for (const image of allLabImages) {
      const entry = image.config.find((line) => line.startsWith("ENTRYPOINT "));
      if (entry === undefined) continue;
      const [program = ""] = JSON.parse(entry.slice("ENTRYPOINT ".length)) as string[];
      await using dir = await tempDir();
      const { root } = await fill(image, dir.path);
      expect((await stat(join(root, program))).mode & 0o777).toBe(0o755);
    }
  });
});

describe.each(Object.keys(ISTIO))("the images of Istio %s", (istio) => {
  const proxy = `docker.io/istio/proxyv2:${istio}`;
  const settings = (name: string): string => named(name).config.join("\n");

  it("are Istio's but for the module that Envoy finds, and pass for the release of their tag", () => {
    expect(settings(proxy)).toMatch(new RegExp(`ISTIO_META_ISTIO_VERSION=${istio}$`, "m"));
    expect(settings(proxy)).toContain("ENVOY_DYNAMIC_MODULES_SEARCH_PATH=/usr/local/lib/envoy");
    expect(settings(`docker.io/istio/pilot:${istio}`)).not.toContain("PILOT_");
  });

  it("say which Istio, and which Envoy, they really have", () => {
    const really = istioRelease(istio)?.madeOf.version ?? "";
    expect(named(`docker.io/istio/pilot:${istio}`).what).toContain(`istiod of Istio ${really},`);
    expect(named(proxy).what).toContain(`agent of Istio ${really},`);
    expect(named(proxy).what).toContain(`Envoy ${pins.envoy} `);
  });

  it("have the module where Envoy looks for it", async () => {
    await using dir = await tempDir();
    const { root } = await fill(named(proxy), dir.path);
    await stat(join(root, "usr/local/lib/envoy/libistio-stats.so"));
  });

  it("have the bootstrap where the agent looks for it", async () => {
    await using dir = await tempDir();
    const { root } = await fill(named(proxy), dir.path);
    await stat(join(root, "var/lib/istio/envoy/envoy_bootstrap_tmpl.json"));
  });

  it("bring what istio-init sets its rules with, for the processor of the machine", async () => {
    await using dir = await tempDir();
    const { programs } = await fill(named(proxy), dir.path);
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
    expect(named("istioinaction/catalog:latest").base).toBe(allLabImages[0]?.name);
    const { programs } = await fill(named(allLabImages[0]?.name ?? ""), dir.path);
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
