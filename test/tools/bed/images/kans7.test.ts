import { lstat, readFile, readlink, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { STAND_INS } from "../../../../labs/stand-ins/index.js";
import { versions } from "../../../../labs/kans7/versions.js";
import type { BedImage } from "../../../../tools/bed/images/image.js";
import { kans7Images } from "../../../../tools/bed/images/lab/kans7.js";
import { toolContext } from "../../../../tools/context.js";
import { find } from "../../../../tools/find.js";
import { ISTIO } from "../../../../tools/releases.js";
import { tempDir } from "../../../support/temp-dir.js";
import { fill } from "./fill-image.js";

const named = (name: string): BedImage => {
  const image = kans7Images.find((each) => each.name === name);
  if (image === undefined) throw new Error(`no image ${name}`);
  return image;
};

const samples = find(toolContext({ versions }), "istio-addons");

describe("the samples of Istio 1.23.2", () => {
  const title = "name no image that nothing stands in for";
  if (samples.state !== "ready")
    it.skip(`${title} (not run: no samples, ./lab env kans7 gets them)`, () => undefined);
  else
    it(title, async () => {
      for (const name of Object.keys(ISTIO["1.23.2"].samples)) {
        const text = await readFile(join(samples.tool.path, `${name}.yaml`), "utf8");
        const images = [...text.matchAll(/^\s*(?:- )?image: *"?([^\s"]+)/gm)];
        expect(images).not.toEqual([]);
        for (const [, image = ""] of images)
          expect({ [image]: Object.keys(STAND_INS).includes(image) }).toEqual({ [image]: true });
      }
    });
});

describe("nginx", () => {
  const nginx = named("nginx:alpine");

  it("is Debian's, got for this image alone", async () => {
    await using dir = await tempDir();
    const { programs } = await fill(nginx, dir.path);
    expect(nginx.packages).toEqual(["nginx", "nginx-common"]);
    expect(kans7Images.filter(({ packages }) => packages !== undefined)).toEqual([nginx]);
    expect(programs).toEqual(
      expect.arrayContaining(["/usr/sbin/nginx", "/usr/share/nginx/html/index.html"]),
    );
  });

  it("serves on port 80 in the foreground, as a user that it knows", async () => {
    await using dir = await tempDir();
    const { root } = await fill(nginx, dir.path);
    const text = async (path: string): Promise<string> => readFile(join(root, path), "utf8");
    expect(nginx.config).toContain('CMD ["nginx", "-g", "daemon off;"]');
    expect(await text("etc/nginx/conf.d/default.conf")).toContain("listen 80;");
    const user = /^user (\w+);/.exec(await text("etc/nginx/nginx.conf"))?.[1];
    expect(await text("etc/passwd")).toMatch(new RegExp(`^${user}:`, "m"));
  });

  it("writes its logs to where containers are read", async () => {
    await using dir = await tempDir();
    const { root } = await fill(nginx, dir.path);
    expect(await readlink(join(root, "var/log/nginx/access.log"))).toBe("/dev/stdout");
    expect(await readlink(join(root, "var/log/nginx/error.log"))).toBe("/dev/stderr");
    expect((await lstat(join(root, "var/lib/nginx"))).isDirectory()).toBe(true);
  });
});

describe("Bookinfo", () => {
  const bookinfo = kans7Images.filter(({ name }) => name.includes("/examples-bookinfo-"));

  it("is one program that each image tells which service it is, without rights", () => {
    expect(bookinfo).toHaveLength(6);
    for (const { name, config } of bookinfo) {
      const is = /bookinfo-(\w+)-v/.exec(name)?.[1];
      expect(config).toContain(`ENTRYPOINT ["/usr/local/bin/bookinfo", "${is}"]`);
      expect(config).toContain("USER 1000:1000");
    }
  });

  it.each([
    ["v1", "ENV ENABLE_RATINGS=false"],
    ["v2", "ENV ENABLE_RATINGS=true"],
    ["v3", "ENV ENABLE_RATINGS=true ENV STAR_COLOR=red"],
  ])("has a %s of reviews that differs by its stars alone", (version, settings) => {
    const { config } = named(`docker.io/istio/examples-bookinfo-reviews-${version}:1.20.1`);
    expect(config.filter((line) => line.startsWith("ENV ")).join(" ")).toBe(settings);
  });
});

describe("the addons of Istio 1.23", () => {
  it("have Kiali's page where its Deployment starts it", async () => {
    await using dir = await tempDir();
    const { root } = await fill(named("quay.io/kiali/kiali:v1.87"), dir.path);
    expect((await stat(join(root, "opt/kiali/kiali"))).mode & 0o777).toBe(0o755);
  });

  it.each([
    ["docker.io/grafana/grafana:11.0.0", ":3000", "/api/health"],
    ["quay.io/kiali/kiali:v1.87", ":20001,:9090", "/kiali/healthz"],
    ["docker.io/grafana/loki:3.0.0", ":3100,:9095,:7946", "/ready"],
  ])("%s answers where it is probed", (name, listen, health) => {
    const config = named(name).config.join("\n");
    expect(config).toContain(`ENV PAGE_LISTEN="${listen}"`);
    expect(config).toContain(`ENV PAGE_HEALTH="${health}"`);
  });

  it("share no program with those of Istio 1.17 but the pages", () => {
    const tools = new Set(kans7Images.flatMap((image) => image.tools));
    expect([...tools].sort()).toEqual(
      ["bed-apps", "bookinfo", "config-reloader", "jaeger-1.58", "prometheus-2.52"].sort(),
    );
  });
});
