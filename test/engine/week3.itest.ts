import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { checkout, succeed, type Checkout } from "../support/checkout.js";

/** The annotation that makes the pods anew whose proxies read the share of traces only when they start. */
const SAMPLING = String.raw`"{\"tracing\":{\"sampling\":100}}"`;
const MESHED = ["simple-backend-1", "simple-backend-2", "simple-web"];

/** Two steps that install Istio with other settings: what is shown before, and which Deployments restart. */
const VARIANTS = [
  {
    ...{ from: "3.26", to: "3.27", sets: "mode: REGISTRY_ONLY", restarts: [] },
    shows: [
      "~ ConfigMap istio-system/istio",
      '    data.mesh: outboundTrafficPolicy: (none) → {"mode":"REGISTRY_ONLY"}',
      "~ IstioOperator istio-system/installed-state",
      '    spec.meshConfig.outboundTrafficPolicy: (none) → {"mode":"REGISTRY_ONLY"}',
    ],
  },
  {
    ...{ from: "3.53", to: "3.54", sets: "accessLogFile: /dev/stdout" },
    restarts: ["istio-ingressgateway", ...MESHED],
    shows: [
      "~ ConfigMap istio-system/istio",
      '    data.mesh: accessLogFile: (none) → "/dev/stdout"',
      "    data.mesh: defaultConfig.tracing.sampling: (none) → 100",
      "~ Deployment istio-system/istio-ingressgateway",
      `    spec.template.metadata.annotations["istio-lab/proxy-config"]: (none) → ${SAMPLING}`,
      ...MESHED.flatMap((name) => [
        `~ Deployment istioinaction/${name}`,
        `    spec.template.metadata.annotations: (none) → {"istio-lab/proxy-config":${SAMPLING}}`,
      ]),
      "~ IstioOperator istio-system/installed-state",
      `    spec.components.ingressGateways[name=istio-ingressgateway].k8s.podAnnotations: (none) → {"istio-lab/proxy-config":${SAMPLING}}`,
      '    spec.meshConfig.accessLogFile: (none) → "/dev/stdout"',
      '    spec.meshConfig.defaultConfig: (none) → {"tracing":{"sampling":100}}',
    ],
  },
];

/** One lab through its week, in order: each test stands on the one before. */
describe("week 3 on the embedded cluster", () => {
  let lab: Checkout;

  beforeAll(async () => {
    lab = await checkout("no docker", "week3");
    succeed(await lab.lab("up", "week3", "--step", "3.14", "--yes"));
  });

  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
  });

  it("previews the way from 3.14 to 3.15 as two weights and nothing else, and asks", async () => {
    const { exitCode, stdout, stderr } = await lab.lab("goto", "3.15");
    expect(stdout.split("\n")).toEqual([
      "~ VirtualService istioinaction/catalog",
      "    spec.http[0].route[0].weight: 100 → 90",
      "    spec.http[0].route[1].weight: 0 → 10",
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('"Go to step 3.15?" needs an answer');
  });

  describe.each(VARIANTS)("the mesh from $from to $to", ({ from, to, sets, shows, restarts }) => {
    let before: Meshed;
    let stdout: string;

    beforeAll(async () => {
      succeed(await lab.lab("goto", from, "--yes"));
      before = await meshed(lab);
      stdout = succeed(await lab.lab("goto", to, "--yes")).stdout;
    });

    it("is previewed as the settings that change, and nothing else", () => {
      expect(stdout.slice(0, stdout.indexOf("\nweek3 stands")).split("\n")).toEqual(shows);
    });

    it("changes in place: no object is made again", async () => {
      const changed = shows.filter((line) => line.startsWith("~")).length;
      expect(stdout).toContain(`week3 stands at step ${to} (${changed} changed, `);
      const { config } = await meshed(lab);
      expect(config.data.mesh).toContain(sets);
      expect(config.metadata.uid).toBe(before.config.metadata.uid);
    });

    it("restarts what reads its settings only when it starts, and nothing else", async () => {
      const { templates } = await meshed(lab);
      expect([...templates.keys()]).toEqual([...before.templates.keys()]);
      const isNew = (name: string): boolean => templates.get(name) !== before.templates.get(name);
      expect([...templates.keys()].filter(isNew).sort()).toEqual(restarts);
    });

    it("keeps the gateway's Service on its node ports", async () => {
      const { service } = await meshed(lab);
      expect(service.spec).toEqual(before.service.spec);
      expect(service.metadata.uid).toBe(before.service.metadata.uid);
      const ports = service.spec.ports.map(({ port, nodePort }) => [port, nodePort]);
      expect(ports).toEqual(
        expect.arrayContaining([
          [80, 30000],
          [443, 30005],
        ]),
      );
    });
  });
});

interface Identified {
  readonly metadata: { readonly name: string; readonly uid: string };
}

/** What a change of the mesh may touch. */
interface Meshed {
  readonly config: Identified & { readonly data: { readonly mesh: string } };
  readonly service: Identified & {
    readonly spec: {
      readonly ports: readonly { readonly port: number; readonly nodePort: number }[];
    };
  };
  /** The template of each Deployment's pods as text: where it changes, Kubernetes makes the pods anew. */
  readonly templates: ReadonlyMap<string, string>;
}

async function meshed(lab: Checkout): Promise<Meshed> {
  const get = async <T>(...args: string[]): Promise<T> => {
    const { stdout } = succeed(await lab.shell("kubectl", "get", ...args, "-o", "json"));
    return JSON.parse(stdout) as T;
  };
  const inSystem = ["-n", "istio-system"];
  type Deployment = Identified & { readonly spec: { readonly template: object } };
  const { items } = await get<{ items: readonly Deployment[] }>("deployments", "-A");
  return {
    config: await get("configmap", "istio", ...inSystem),
    service: await get("service", "istio-ingressgateway", ...inSystem),
    templates: new Map(
      items.map(({ metadata, spec }) => [metadata.name, JSON.stringify(spec.template)]),
    ),
  };
}
