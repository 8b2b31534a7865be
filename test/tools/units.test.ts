import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { root } from "../../lib/paths.js";
import { builtFrom, pins, studied } from "../../tools/pins.js";
import { thisPlatform, type Platform } from "../../tools/platform.js";
import { targets } from "../../targets/index.js";
import { ISTIO, KUBERNETES } from "../../tools/releases.js";
import { unitsFor } from "../../tools/units/index.js";

const units = unitsFor(studied);
/** All units in all their versions: each row of a table with the newest of the other. */
const everyUnit = [...units, ...unitsFor({ kubernetes: "1.30.4", istio: "1.23.2" })].filter(
  ({ name, version }, place, all) =>
    place === all.findIndex((unit) => unit.name === name && unit.version === version),
);

const platforms: readonly Platform[] = (["linux", "darwin"] as const).flatMap((os) =>
  (["amd64", "arm64"] as const).map((arch) => ({ os, arch })),
);
const machines = platforms.map(
  (platform) => [`${platform.os}/${platform.arch}`, platform] as const,
);

describe("the tools of a target", () => {
  it.each(targets)("of $name are all known", ({ tools }) => {
    const known = units.flatMap((unit) => unit.tools.map((tool) => tool.name));
    const wanted = tools.filter((name) => name !== "pulumi-language-nodejs");
    expect(known).toEqual(expect.arrayContaining([...wanted]));
  });

  it("are each made by one unit only", () => {
    const names = units.flatMap((unit) => unit.tools.map((tool) => tool.name));
    expect(new Set(names).size).toBe(names.length);
  });
});

describe.each(machines)("the releases for %s", (_, platform) => {
  it("hold every file that the cache wants of a tool", () => {
    for (const unit of everyUnit)
      for (const release of unit.releases(platform)) {
        const places = Object.values(
          release.members ?? { it: `${release.tools[0]}/${release.tools[0]}` },
        );
        for (const name of release.tools) {
          const tool = unit.tools.find((each) => each.name === name);
          for (const file of tool?.files ?? [""])
            expect(places.some((place) => `${name}/${file}`.startsWith(place))).toBe(true);
        }
      }
  });

  it("are pinned: each address names the version", () => {
    for (const unit of everyUnit)
      for (const { url } of unit.releases(platform)) {
        expect(url).toMatch(/^https:/);
        expect(url).toContain(unit.version);
      }
  });
});

describe("the released addresses", () => {
  it.each([
    [
      "pulumi",
      "linux",
      "amd64",
      "https://get.pulumi.com/releases/sdk/pulumi-v3.250.0-linux-x64.tar.gz",
    ],
    ["kubernetes", "linux", "arm64", "https://dl.k8s.io/v1.23.17/bin/linux/arm64/kube-apiserver"],
    ["kubernetes", "darwin", "arm64", "https://dl.k8s.io/v1.23.17/bin/darwin/arm64/kubectl"],
    [
      "istio",
      "darwin",
      "amd64",
      "https://github.com/istio/istio/releases/download/1.17.8/istio-1.17.8-osx.tar.gz",
    ],
    [
      "istio",
      "darwin",
      "arm64",
      "https://github.com/istio/istio/releases/download/1.17.8/istio-1.17.8-osx-arm64.tar.gz",
    ],
    [
      "etcd",
      "darwin",
      "arm64",
      "https://github.com/etcd-io/etcd/releases/download/v3.5.6/etcd-v3.5.6-darwin-arm64.zip",
    ],
    [
      "fortio",
      "linux",
      "arm64",
      "https://github.com/fortio/fortio/releases/download/v1.69.4/fortio-linux_arm64-1.69.4.tgz",
    ],
    [
      "kind",
      "linux",
      "amd64",
      "https://github.com/kubernetes-sigs/kind/releases/download/v0.22.0/kind-linux-amd64",
    ],
  ] as const)("of %s for %s %s begin with %s", (name, os, arch, url) => {
    const unit = units.find((each) => each.name === name);
    expect(unit?.releases({ os, arch })[0]?.url).toBe(url);
  });

  it("of Kubernetes' servers for darwin are those that kwokctl takes", () => {
    const unit = units.find((each) => each.name === "kubernetes");
    const released = unit?.releases({ os: "darwin", arch: "arm64" }).slice(1);
    const base = "https://github.com/kwok-ci/k8s/releases/download/v1.23.17-kwok.0-darwin-arm64";
    expect(released?.map(({ url }) => url)).toEqual([
      `${base}/kube-apiserver`,
      `${base}/kube-controller-manager`,
      `${base}/kube-scheduler`,
    ]);
  });
});

describe.each(machines)("every released file for %s", (_, platform) => {
  const releases = everyUnit.flatMap((unit) => unit.releases(platform));

  it("is verified by a SHA-256 that somebody vouches for", () => {
    for (const { vouchers } of releases) expect(vouchers.length).toBeGreaterThan(0);
    const pins = releases.flatMap(({ vouchers }) =>
      vouchers.flatMap((voucher) => ("sha256" in voucher ? [voucher.sha256] : [])),
    );
    expect(pins.length).toBeGreaterThan(0);
    for (const sha256 of pins) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    // two files with one hash would be a slip of the hand
    expect(new Set(pins).size).toBe(pins.length);
  });

  it("is vouched for by its own release, at its own version", () => {
    for (const unit of everyUnit)
      for (const { vouchers } of unit.releases(platform))
        for (const voucher of vouchers) {
          if ("sha256" in voucher) continue;
          const url = "checksums" in voucher ? voucher.checksums : voucher.github;
          expect(url).toMatch(/^https:/);
          expect(url).toContain(unit.version);
        }
  });
});

describe("the pins", () => {
  const required = async (unit: string): Promise<string> =>
    readFile(join(root, "tools/build", unit, "go.mod"), "utf8");

  it.each([
    ["pulumi", `github.com/pulumi/pulumi/pkg/v3 v${pins.pulumi}`],
    ...Object.entries(KUBERNETES).flatMap(([version, { kind, etcd, coredns }]) => [
      [`kubernetes/${version}`, `k8s.io/kubernetes v${version}`],
      [`etcd/${etcd}`, `go.etcd.io/etcd/server/v3 v${etcd}`],
      [`kind/${kind}`, `sigs.k8s.io/kind v${kind}`],
      [`coredns/${coredns}`, `github.com/coredns/coredns v${coredns}`],
    ]),
    ...Object.entries(ISTIO).map(([version, { madeOf }]) => [
      `istio/${version}`,
      madeOf.module.replace("@", " "),
    ]),
    ["kwok", `sigs.k8s.io/kwok v${pins.kwok}`],
    ["flagger", `github.com/fluxcd/flagger v${pins.flagger}`],
    [
      "prometheus-operator",
      `github.com/prometheus-operator/prometheus-operator v${pins.prometheusOperator}`,
    ],
    ["fortio", `fortio.org/fortio v${pins.fortio}`],
    ["prometheus", builtFrom.prometheus.module.replace("@", " ")],
    ["prometheus-2.24", builtFrom.stackPrometheus.module.replace("@", " ")],
    ["jaeger", `github.com/jaegertracing/jaeger v${pins.jaeger}`],
    [
      "prometheus-2.52",
      `github.com/prometheus/prometheus v${pins.addonPrometheus.replace("2.", "0.")}`,
    ],
    [
      "config-reloader",
      `github.com/prometheus-operator/prometheus-operator v${pins.configReloader}`,
    ],
    ["jaeger-1.58", `github.com/jaegertracing/jaeger v${pins.addonJaeger}`],
    ["metrics-server", `sigs.k8s.io/metrics-server v${pins.metricsServer}`],
    ["httpbin", `github.com/mccutchen/go-httpbin/v2 v${pins.httpbin}`],
    ["registry", `github.com/docker/distribution v${pins.registry}+incompatible`],
    ["kubernetes-provider", builtFrom.kubernetesProvider.module.replace("@", " ")],
  ] as [string, string][])("of %s are what its module requires", async (unit, requirement) => {
    expect(await required(unit)).toContain(requirement);
  });

  it("of the provider plugin are what its SDK asks for", async () => {
    const text = await readFile(join(root, "package.json"), "utf8");
    const { dependencies } = JSON.parse(text) as { dependencies: Record<string, string> };
    expect(pins.kubernetesProvider).toBe(dependencies["@pulumi/kubernetes"]);
  });

  it("have a build module for each unit but those from pip, from istio's, tools/bed/apps, or the stand-ins", async () => {
    const without = [
      "go",
      "envoy",
      "istio-images",
      "istio-stats",
      "bed-apps",
      "bookinfo",
      "command-provider",
      "docker-provider",
      // one for each of their versions
      ...["kubernetes", "etcd", "kind", "coredns", "istio"],
    ];
    for (const unit of units.filter(({ name }) => !without.includes(name)))
      await expect(required(unit.name)).resolves.toContain(dirname("istio-lab/tools/build/x"));
  });
});

describe("the platform", () => {
  it.each([
    ["linux", "x64", { os: "linux", arch: "amd64" }],
    ["darwin", "arm64", { os: "darwin", arch: "arm64" }],
  ])("%s %s is known", (os, cpu, expected) => {
    expect(thisPlatform(os, cpu)).toEqual(expected);
  });

  it.each([
    ["win32", "x64"],
    ["linux", "riscv64"],
  ])("%s %s is refused with what is supported", (os, cpu) => {
    expect(() => thisPlatform(os, cpu)).toThrow(
      `The lab runs on linux and darwin with x64 or arm64, this is "${os}" with "${cpu}".`,
    );
  });
});
